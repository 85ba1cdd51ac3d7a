//! Supervision of a course: the client's consent, who it is talked over with and what was agreed,
//! and the note that a supervisor signs too. That two people work together as supervisor and
//! supervised is a contract of the practice, not of the course; here its consequence stands.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, Course, Phase, SupervisionId, content::variant, form::Kind, session::SessionNumber,
    summary::Summary,
};

/// A course that was not talked over for so long needs a talk. OpenIPT design, after the practice
/// of reviewing each case every two to four weeks (needs page, supervision).
pub const TALKED_WITHIN_DAYS: i64 = 28;

/// A consent is good for at most so many days; then the client is asked anew. OpenIPT design.
pub const CONSENT_DAYS: i64 = 366;

artefact! {
    /// What a client lets one supervisor see, and until when. Source: security plan §1.3, rule 8.
    pub struct SupervisionConsent: "supervision_consent" {
        "consent" {
            until: Option<Date> = Kind::Date, needed;
            notes: Option<bool> = Kind::YesNo, needed;
            named: Option<bool> = Kind::YesNo, needed;
            co_signs: Option<bool> = Kind::YesNo, needed;
            words: String = Kind::Long;
        }
    }
}

artefact! {
    /// A course was talked over in supervision. Source: needs page, supervision: the discussion,
    /// the agreed action, and that it is looked at again.
    pub struct SupervisionTalk: "supervision_talk" {
        "talk" {
            held_on: Option<Date> = Kind::Date, needed;
            brought: String = Kind::Long, needed;
            thought: String = Kind::Long;
            agreed: String = Kind::Long, needed;
        }
    }
}

impl SupervisionConsent {
    /// Whether the supervisor signs the notes too: they are asked to, and may read them.
    pub fn signs_too(&self) -> bool {
        self.co_signs == Some(true) && self.notes == Some(true)
    }
}

/// What happens in supervision: as an act that is asked for, and as the fact that follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
#[allow(missing_docs)] // a field whose name says which, who, when, what or why has no words
pub enum SupervisionStep {
    /// The client agreed that this supervisor sees the course; or agreed anew.
    Consented { supervisor: AccountId, content: SupervisionConsent },
    /// The client, or the therapist for them, took that back.
    Withdrawn { supervisor: AccountId, reason: String },
    /// It was talked over.
    Talked { talk: SupervisionId, content: SupervisionTalk },
    /// What came of what was agreed: the talk is closed.
    FollowedUp { talk: SupervisionId, came_of_it: String },
    /// The note of a session was put before the supervisor: nobody changes it meanwhile.
    Submitted { number: SessionNumber },
    /// It came back: from the supervisor with what is to be changed, or taken back by its author.
    Returned { number: SessionNumber, words: String },
}

/// A consent as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptConsent {
    /// To whom.
    pub supervisor: AccountId,
    /// What, and until when.
    pub content: SupervisionConsent,
    /// As whose supervisor: after a hand-over the client is asked anew.
    pub therapist: Option<AccountId>,
    /// Since when this supervisor may look without a break.
    pub since: Date,
    /// Who took it back, when, and why.
    pub withdrawn: Option<(AccountId, Date, String)>,
}

impl KeptConsent {
    /// Whether it is good on a day.
    pub fn stands(&self, today: Date) -> bool {
        self.withdrawn.is_none() && self.content.until.is_some_and(|until| today <= until)
    }
}

/// A talk as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptTalk {
    /// Which.
    pub id: SupervisionId,
    /// Who wrote it down.
    pub by: AccountId,
    /// What was talked over and agreed.
    pub content: SupervisionTalk,
    /// When it was looked at again, and what came of it.
    pub came_of_it: Option<(Date, String)>,
}

/// The supervision of a course.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Supervision {
    /// The consents, one a supervisor, the latest of each.
    pub consents: Vec<KeptConsent>,
    /// The talks, in the order they were written down.
    pub talks: Vec<KeptTalk>,
}

impl Course {
    /// What the client lets this person see as a supervisor, on a day.
    pub fn supervised_by(&self, supervisor: AccountId, today: Date) -> Option<&KeptConsent> {
        self.consents_of_now(today).find(|kept| kept.supervisor == supervisor)
    }

    /// The consents that stand on a day, given as to a supervisor of who leads the course now.
    fn consents_of_now(&self, today: Date) -> impl Iterator<Item = &KeptConsent> {
        let leads = self.begun.as_ref().map(|begun| begun.therapist);
        let consents = self.supervision.consents.iter();
        consents.filter(move |kept| {
            kept.therapist == leads && kept.stands(today) && Some(kept.supervisor) != leads
        })
    }

    /// Who signs the notes too, on a day: a supervisor who may read them and was asked to.
    pub fn co_signer(&self, today: Date) -> Option<AccountId> {
        let mut signs = self.consents_of_now(today).filter(|kept| kept.content.signs_too());
        signs.next().map(|kept| kept.supervisor)
    }

    /// The talks of which nobody said yet what came of what was agreed.
    pub fn talks_open(&self) -> impl Iterator<Item = &KeptTalk> {
        self.supervision.talks.iter().filter(|talk| talk.came_of_it.is_none())
    }
}

/// How the supervision of a course stands, for a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Who may see it as a supervisor, and until when.
    pub by: Vec<(AccountId, Date)>,
    /// Who may know the client's name.
    pub named_to: Vec<AccountId>,
    /// When it was last talked over.
    pub talked_on: Option<Date>,
    /// Whether something agreed was not looked at again.
    pub open_action: bool,
    /// The session whose note waits for the second signature.
    pub note_waits: Option<SessionNumber>,
}

impl Standing {
    pub(crate) fn of(course: &Course) -> Self {
        let leads = course.begun.as_ref().map(|begun| begun.therapist);
        let of_now = |kept: &&KeptConsent| kept.withdrawn.is_none() && kept.therapist == leads;
        let given = course.supervision.consents.iter().filter(of_now);
        let named = given.clone().filter(|kept| kept.content.named == Some(true));
        let talks = course.supervision.talks.iter().filter_map(|talk| talk.content.held_on);
        let waits = |session: &&crate::session::Session| session.waits_for_supervisor();
        Self {
            by: given.filter_map(|kept| Some((kept.supervisor, kept.content.until?))).collect(),
            named_to: named.map(|kept| kept.supervisor).collect(),
            talked_on: talks.max(),
            open_action: course.talks_open().next().is_some(),
            note_waits: course.sessions.iter().find(waits).map(|session| session.number),
        }
    }

    /// Whether this person may see the course on a day.
    pub fn is_by(&self, supervisor: AccountId, today: Date) -> bool {
        self.by.iter().any(|(by, until)| *by == supervisor && today <= *until)
    }
}

codes! {
    /// Why a course needs a talk in supervision. Source: needs page, supervision: off track,
    /// flagged, new, stuck in a phase, not talked over for some weeks.
    pub enum TalkReason: "talk_reason" {
        /// A question of safety is open.
        Flagged = "flagged",
        /// The scores or the self-checks ask for a look.
        OffTrack = "off_track",
        /// A note waits for the second signature.
        NoteWaits = "note_waits",
        /// It was never talked over.
        New = "new",
        /// It stays in a phase for longer than its variant has sessions for it.
        Stuck = "stuck",
        /// It was not talked over for [`TALKED_WITHIN_DAYS`].
        LongAgo = "long_ago",
        /// What was agreed was not looked at again.
        OpenAction = "open_action",
    }
}

/// Why a course needs a talk, the most pressing first; nothing for one that can wait.
pub fn reasons(summary: &Summary, today: Date) -> Vec<TalkReason> {
    let standing = &summary.supervision;
    let goes_on = summary.phase != Phase::Closed;
    let long_ago = |on: Date| on.saturating_add(TALKED_WITHIN_DAYS.days()) < today;
    let most = variant::variant(&summary.variant).map_or(u32::MAX, |v| v.initial_sessions.max);
    let stuck = match summary.phase {
        Phase::Initial => summary.held > most,
        Phase::Referred | Phase::Suitability => summary.last_on.is_some_and(long_ago),
        _ => false,
    };
    let found = [
        (summary.safety_hold || summary.open_flags > 0, TalkReason::Flagged),
        (summary.off_track().is_some() || summary.signs_back, TalkReason::OffTrack),
        (standing.note_waits.is_some(), TalkReason::NoteWaits),
        (goes_on && standing.talked_on.is_none(), TalkReason::New),
        (stuck, TalkReason::Stuck),
        (goes_on && standing.talked_on.is_some_and(long_ago), TalkReason::LongAgo),
        (standing.open_action, TalkReason::OpenAction),
    ];
    found.into_iter().filter_map(|(is, reason)| is.then_some(reason)).collect()
}
