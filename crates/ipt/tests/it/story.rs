//! Given a course, when somebody acts, then it is done or refused. The clock is a day number.

use ipt::{
    AccountId, Area, ClientId, Command, Course, CourseId, Dialect, Event, Fact, GoalId, HomeworkId,
    MomentId, PersonId,
    command::Answers,
    decide::{Context, decide},
    document::{
        Assessment, Contract, Diagnosis, Ending, Formulation, Maintenance, MidReview, Outcome,
        Referral, RelapsePlan, RiskAssessment, Suitability,
        contract::Frequency,
        formulation::Answer,
        outcome::{MaintenanceDecision, Result as Outcomes},
        suitability::Decision,
    },
    event::Signatory,
    focus::FocusSelection,
    inventory::InventoryEntry,
    letter::{Choice, SentenceReview},
    measure::Catalogue,
    review::ReviewRules,
    session::{SessionNote, SessionNumber},
};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;

pub const RUTH: AccountId = AccountId(Uuid::from_u128(1));
pub const IDA: PersonId = PersonId(Uuid::from_u128(100));

pub fn day(n: i64) -> Date {
    jiff::civil::date(2026, 1, 1).checked_add(n.days()).expect("a day")
}

/// A course in the making.
#[derive(Clone)]
pub struct Story {
    pub course: Course,
    pub facts: Vec<Fact>,
    pub today: i64,
    pub measures: Catalogue,
    pub rules: ReviewRules,
    next_id: u128,
}

impl Story {
    pub fn new() -> Self {
        let (course, measures, rules) = Default::default();
        Self { course, facts: Vec::new(), today: 0, measures, rules, next_id: 1000 }
    }

    pub fn id(&mut self) -> Uuid {
        self.next_id += 1;
        Uuid::from_u128(self.next_id)
    }

    pub fn context(&self) -> Context {
        let today = day(self.today);
        let now = format!("{today}T09:00:00Z").parse().expect("a moment");
        let id = Uuid::from_u128(u128::from(self.course.version) << 64);
        let (measures, rules) = (self.measures.clone(), self.rules.clone());
        Context { now, today, by: RUTH, id, measures, rules }
    }

    pub fn happens(&mut self, events: Vec<Event>) {
        let Context { now, today, by, .. } = self.context();
        for event in events {
            let fact = Fact { at: now, on: today, by, event };
            self.course = std::mem::take(&mut self.course).apply(&fact);
            self.facts.push(fact);
        }
    }

    /// Acts; the story is wrong if that is refused.
    pub fn act(&mut self, command: Command) -> &mut Self {
        let events = decide(&self.course, command, &self.context())
            .unwrap_or_else(|refusal| panic!("{refusal} on day {}", self.today));
        self.happens(events);
        self
    }

    /// The policy that refuses, if one does.
    pub fn refusal(&self, command: Command) -> Option<&'static str> {
        decide(&self.course, command, &self.context()).err().map(|refusal| refusal.policy.code)
    }

    pub fn later(&mut self, days: i64) -> &mut Self {
        self.today += days;
        self
    }
}

pub fn refer(variant: &str, dialect: Dialect) -> Command {
    Command::Refer {
        client: ClientId(Uuid::from_u128(2)),
        therapist: RUTH,
        variant: variant.into(),
        dialect,
        episode: 1,
        previous: None::<CourseId>,
        another_open: false,
        referral: Referral {
            received_on: Some(day(0)),
            reason: "Low.".into(),
            consent_to_assessment: Some(true),
            assessment_booked_on: Some(day(1)),
            ..Referral::default()
        }
        .into(),
    }
}

pub fn suitability(decision: Decision) -> Suitability {
    Suitability {
        risk_asked: Some(true),
        risk_answer: "None.".into(),
        risk_disclosed: Some(false),
        alternatives_offered: vec!["CBT".into()],
        preference: "To talk.".into(),
        decision: Some(decision),
        reason: "It fits.".into(),
        decided_on: Some(day(0)),
        ..Suitability::default()
    }
}

pub fn referred() -> Story {
    let mut story = Story::new();
    story.act(refer("ipt_standard", Dialect::KlermanWeissman));
    story
}

pub fn accepted() -> Story {
    let mut story = referred();
    story.act(Command::Record(suitability(Decision::Accept).into()));
    story
}

pub fn assessment() -> Assessment {
    Assessment {
        suicidality_now: "None.".into(),
        violence_asked_alone: Some(true),
        ..Assessment::default()
    }
}

pub fn formulation() -> Formulation {
    Formulation {
        area: Some(Area::RoleTransition),
        target: "Feet.".into(),
        ..Formulation::default()
    }
}

/// A sentence of the letter is said in other words.
pub fn reword(sentence: &str, words: &str) -> Command {
    let review = SentenceReview {
        choice: Some(Choice::Reword),
        words: words.into(),
        composed: "It began.".into(),
    };
    Command::ReviewSentence { sentence: sentence.into(), review }
}

/// The formulation is told.
pub fn tell() -> Command {
    Command::ShareFormulation { letter: vec!["Dear Maren,".into()] }
}

pub fn diagnosis() -> Diagnosis {
    Diagnosis { name: "depression".into(), told_on: Some(day(0)), ..Diagnosis::default() }
}

pub fn focus(primary: Area) -> FocusSelection {
    FocusSelection {
        primary: Some(primary),
        criteria: "Onset.".into(),
        client_agrees: Some(true),
        agreed_on: Some(day(0)),
        ..FocusSelection::default()
    }
}

pub fn contract(sessions: u32) -> Contract {
    Contract {
        sessions: Some(sessions),
        minutes: Some(50),
        frequency: Some(Frequency::Weekly),
        starts_on: Some(day(0)),
        planned_end: Some(day(100.max(i64::from(sessions) * 7))),
        dose_reason: "As this course needs.".into(),
        ..Contract::default()
    }
}

pub fn sign(signatory: Signatory) -> Command {
    Command::SignContract { signatory, name: "Maren".into(), on: day(0) }
}

pub fn person(name: &str) -> InventoryEntry {
    InventoryEntry { name: name.into(), relation: "sister".into(), ..InventoryEntry::default() }
}

/// All that the middle phase needs, but the last step.
pub fn ready_for_middle(sessions: u32) -> Story {
    let mut story = accepted();
    story
        .act(Command::AddPerson { person: IDA, entry: person("Ida") })
        .act(Command::Record(assessment().into()))
        .act(Command::Record(diagnosis().into()))
        .act(Command::Record(formulation().into()))
        .act(tell())
        .act(Command::AnswerFormulation {
            answer: Answer::Accept,
            words: "Yes.".into(),
            on: day(0),
        })
        .act(Command::AgreeFocus(focus(Area::RoleTransition)))
        .act(Command::Record(contract(sessions).into()))
        .act(sign(Signatory::Client))
        .act(sign(Signatory::Therapist));
    story
}

pub fn note() -> SessionNote {
    SessionNote {
        opening_answer: "Mixed.".into(),
        link_text: "Sunday, and Monday.".into(),
        risk: "None.".into(),
        risk_disclosed: Some(false),
        sessions_left_said: Some(true),
        ..SessionNote::default()
    }
}

pub fn write(number: SessionNumber, note: SessionNote) -> Command {
    Command::WriteNote { number, note }
}

/// The items of a PHQ-9 of which only the total and item 9 are known.
pub fn only_item_9(answer: u8) -> Vec<Option<u8>> {
    let mut items = vec![None; 9];
    items[8] = Some(answer);
    items
}

/// A session held and signed, a week after the one before, with this score.
pub fn session(story: &mut Story, score: Option<u32>) {
    story.later(7);
    let on = day(story.today);
    let number = story.course.next_number();
    story.act(Command::OpenSession { on });
    if let Some(total) = score {
        enter(story, number, only_item_9(0), Some(total));
    }
    story.act(write(number, note())).act(Command::SignSession { number });
}

pub fn answers(
    story: &mut Story,
    session: SessionNumber,
    items: Vec<Option<u8>>,
    total: Option<u32>,
) -> Command {
    let on = day(story.today);
    let (measure, session) = ("phq-9".into(), Some(session));
    let answers = Answers { measure, on, session, items, total, ..Answers::default() };
    Command::EnterScore { answers }
}

pub fn enter(
    story: &mut Story,
    session: SessionNumber,
    items: Vec<Option<u8>>,
    total: Option<u32>,
) {
    let command = answers(story, session, items, total);
    story.act(command);
}

/// In the middle phase of twelve sessions, with so many held.
pub fn in_middle(held: u32) -> Story {
    let mut story = ready_for_middle(12);
    story.act(Command::OpenMiddle);
    for n in 1..=held {
        if n == 7 {
            story.act(Command::Record(mid_review().into()));
        }
        session(&mut story, Some(20 - n));
    }
    story
}

/// Accepted into this variant.
pub fn in_variant(code: &str) -> Story {
    let mut story = Story::new();
    story
        .act(refer(code, Dialect::KlermanWeissman))
        .act(Command::Record(suitability(Decision::Accept).into()));
    story
}

/// In the middle phase of this variant.
pub fn middle_of(variant: &str) -> Story {
    let mut story = in_middle(1);
    let (variant, dialect, reason) = (variant.to_owned(), Dialect::KlermanWeissman, String::new());
    story.happens(vec![Event::VariantChosen { variant, dialect, reason }]);
    story
}

pub fn mid_review() -> MidReview {
    MidReview { held_on: Some(day(0)), focus_still_right: Some(true), ..MidReview::default() }
}

/// In the ending, with nothing of it written yet.
pub fn concluding() -> Story {
    let mut story = in_middle(9);
    story.act(Command::RaiseEnding { words: "Three more.".into() });
    story
}

pub fn outcome(result: Outcomes, maintenance: MaintenanceDecision) -> Outcome {
    Outcome {
        result: Some(result),
        account: "18 to 4.".into(),
        maintenance: Some(maintenance),
        ..Outcome::default()
    }
}

pub fn maintenance() -> Maintenance {
    Maintenance {
        sessions: Some(1),
        starts_on: Some(day(100)),
        ends_on: Some(day(160)),
        agreed_with_client: Some(true),
        medication_needed_for_remission: Some(false),
        ..Maintenance::default()
    }
}

/// In the ending, with all of it written.
pub fn ended(decision: MaintenanceDecision) -> Story {
    let mut story = concluding();
    story
        .act(Command::Record(Ending::default().into()))
        .act(Command::Record(
            RelapsePlan { agreed_on: Some(day(0)), ..RelapsePlan::default() }.into(),
        ))
        .act(Command::Record(outcome(Outcomes::Remission, decision).into()));
    story
}

pub fn risk_assessment() -> RiskAssessment {
    RiskAssessment { thoughts: "Fleeting.".into(), ..RiskAssessment::default() }
}

pub fn goal(story: &mut Story) -> GoalId {
    GoalId(story.id())
}

pub fn moment(story: &mut Story) -> MomentId {
    MomentId(story.id())
}

pub fn homework(story: &mut Story) -> HomeworkId {
    HomeworkId(story.id())
}
