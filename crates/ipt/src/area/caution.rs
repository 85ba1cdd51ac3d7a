//! Quiet warnings: a pitfall of the area that may be near, by a rule that can be seen. A warning
//! stops nothing; it is to be thought about. The rules are a proposal of this software; the
//! pitfalls are those of domain page §3.

use super::{Area, DisputeStage, Strategy, dispute};
use crate::{Course, Phase, content::strategy, document::dispute_work::Side, inventory::Person};

/// After so many sessions of the work a strategy that has no place yet is asked for.
pub const WORKED: usize = 3;
/// So many sessions in one stage are long.
pub const LONG_IN_STAGE: usize = 4;
/// So many sessions before the last, the ending is near.
pub const ENDING_NEAR: u32 = 4;
/// From so many months after a death a prolonged grief disorder is looked for (ICD-11: six).
pub const MONTHS_OF_GRIEF: i32 = 6;

codes! {
    /// A pitfall that may be near.
    pub enum Caution: "caution" {
        /// Grief: the death is more than half a year ago.
        ProlongedGrief = "prolonged_grief",
        /// Grief: it was not told again yet.
        NotRetold = "not_retold",
        /// Grief: the picture is only good.
        OnlyGood = "only_good",
        /// Dispute: only one side is written down.
        OneSide = "one_side",
        /// Dispute: a long impasse.
        LongImpasse = "long_impasse",
        /// Dispute: the last session says no stage.
        NoStage = "no_stage",
        /// Transition: work on the new role without mourning.
        NoMourning = "no_mourning",
        /// Transition: nothing good of the old role, or nothing hard.
        OneSidedRoles = "one_sided_roles",
        /// Transition: nobody is named who belonged to the old role.
        PeopleOfOldRole = "people_of_old_role",
        /// Deficits: no good is named in any tie.
        NoGoodTie = "no_good_tie",
        /// Deficits: no step of contact was tried yet.
        NoContactYet = "no_contact_yet",
        /// Deficits: the ending is near, and harder here.
        HardEnding = "hard_ending",
    }
}

impl Caution {
    /// The area that it belongs to.
    pub fn area(self) -> Area {
        match self {
            Self::ProlongedGrief | Self::NotRetold | Self::OnlyGood => Area::Grief,
            Self::OneSide | Self::LongImpasse | Self::NoStage => Area::RoleDispute,
            Self::NoMourning | Self::OneSidedRoles | Self::PeopleOfOldRole => Area::RoleTransition,
            Self::NoGoodTie | Self::NoContactYet | Self::HardEnding => Area::InterpersonalDeficits,
        }
    }
}

/// The warnings of an area, as the course stands.
pub fn cautions(course: &Course, area: Area) -> Vec<Caution> {
    if course.phase == Phase::Closed {
        return Vec::new();
    }
    match area {
        Area::Grief => grief(course),
        Area::RoleDispute => dispute(course),
        Area::RoleTransition => transition(course),
        Area::InterpersonalDeficits => deficits(course),
    }
}

fn those<const N: usize>(cautions: [(Caution, bool); N]) -> Vec<Caution> {
    cautions.into_iter().filter(|(_, near)| *near).map(|(caution, _)| caution).collect()
}

/// In how many sessions a strategy of this area was worked on.
fn worked(course: &Course, area: Area) -> usize {
    let of_area = |session: &&crate::session::Session| {
        session.note.strategies.iter().any(|strategy| strategy.area() == area)
    };
    course.sessions.iter().filter(of_area).count()
}

fn done(course: &Course, strategy: Strategy) -> bool {
    course.sessions.iter().any(|session| session.note.strategies.contains(&strategy))
}

fn grief(course: &Course) -> Vec<Caution> {
    let sheet = course.documents.grief_work.as_ref().map(|kept| &kept.value);
    let mut mourned =
        course.agreed_focus().map_or_else(Vec::new, |focus| focus.people_with(Area::Grief));
    mourned.extend(sheet.into_iter().flat_map(|sheet| sheet.people.clone()));
    // While nobody is named, whoever died of those in the inventory.
    let of_them = |person: &&Person| mourned.is_empty() || mourned.contains(&person.id);
    let dead = course.people.iter().filter(of_them).filter_map(|person| person.entry.died_on);
    let long_ago = dead.into_iter().any(|died| {
        let since = jiff::Span::new().months(MONTHS_OF_GRIEF);
        let then = died.checked_add(since).unwrap_or(died);
        course.last_on.is_some_and(|today| today > then)
    });
    let retold = done(course, Strategy::Retell);
    those([
        (Caution::ProlongedGrief, long_ago),
        (Caution::NotRetold, worked(course, Area::Grief) >= WORKED && !retold),
        (Caution::OnlyGood, sheet.is_some_and(|s| !s.good.is_empty() && s.hard.is_empty())),
    ])
}

fn dispute(course: &Course) -> Vec<Caution> {
    let sheet = course.documents.dispute_work.as_ref().map(|kept| &kept.value);
    let one_side = sheet.is_some_and(|sheet| {
        (sheet.of(Side::Client).count() == 0) != (sheet.of(Side::Other).count() == 0)
    });
    let stages = dispute::stages(course);
    let latest = stages.iter().rev().take(LONG_IN_STAGE);
    let long = stages.len() >= LONG_IN_STAGE
        && latest.clone().all(|(.., stage)| *stage == DisputeStage::Impasse);
    let last_signed = course.sessions.iter().rev().find(|session| session.signed.is_some());
    let unstaged = last_signed.is_some_and(|session| session.note.dispute_stage.is_none());
    let in_work = matches!(course.phase, Phase::Middle | Phase::Concluding);
    those([
        (Caution::OneSide, one_side),
        (Caution::LongImpasse, long),
        (Caution::NoStage, unstaged && in_work),
    ])
}

fn transition(course: &Course) -> Vec<Caution> {
    let sheet = course.documents.balance_sheet.as_ref().map(|kept| &kept.value);
    let mourned = done(course, Strategy::MournOldRole);
    let sided = sheet.is_some_and(|s| s.old_good.is_empty() != s.old_bad.is_empty());
    those([
        (Caution::NoMourning, worked(course, Area::RoleTransition) >= WORKED && !mourned),
        (Caution::OneSidedRoles, sided),
        (Caution::PeopleOfOldRole, sheet.is_some_and(|s| s.old_people.is_empty())),
    ])
}

fn deficits(course: &Course) -> Vec<Caution> {
    let sheet = course.documents.deficits_work.as_ref().map(|kept| &kept.value);
    let no_good = sheet.is_some_and(|s| s.ties.iter().all(|tie| tie.good.is_empty()));
    let tried = sheet.is_some_and(|s| s.steps.iter().any(|step| step.done_on.is_some()));
    let long = worked(course, Area::InterpersonalDeficits) >= WORKED;
    let near = matches!(course.phase, Phase::Middle | Phase::Concluding)
        && course.sessions_left() <= ENDING_NEAR;
    those([
        (Caution::NoGoodTie, no_good),
        (Caution::NoContactYet, long && !tried),
        (Caution::HardEnding, near),
    ])
}

/// The strategies of an area in order, each with the sessions in which it was worked on.
pub fn strategies(
    course: &Course,
    area: Area,
) -> Vec<(&'static strategy::StrategyGuide, Vec<(crate::session::SessionNumber, jiff::civil::Date)>)>
{
    let of = |guide: &'static strategy::StrategyGuide| {
        let sessions = course.sessions.iter();
        let sessions = sessions.filter(|session| session.note.strategies.contains(&guide.code));
        (guide, sessions.map(|session| (session.number, session.on)).collect())
    };
    strategy::guide(area).strategies.iter().map(of).collect()
}
