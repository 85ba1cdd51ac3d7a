//! The lines of the ending letter. Source: domain page §6; the client's own account, S12.

use super::{
    SourceField,
    grammar::{Line, Shape, Slot, Way},
};

const SESSIONS: &Slot =
    &Slot { name: "sessions", shape: Shape::Count, from: &[&[SourceField::SESSIONS]] };
const AREA: &Slot = &Slot { name: "area", shape: Shape::Phrase, from: &[&[SourceField::FOCUS]] };
const GAINS: &Slot =
    &Slot { name: "gains", shape: Shape::Clause, from: &[&[SourceField::of("ending", "gains")]] };
const ACCOUNT: &Slot = &Slot {
    name: "account",
    shape: Shape::Words,
    from: &[&[SourceField::of("ending", "clients_account")]],
};
const SKILLS: &Slot =
    &Slot { name: "skills", shape: Shape::Clause, from: &[&[SourceField::of("ending", "skills")]] };
const UNFINISHED: &Slot = &Slot {
    name: "unfinished",
    shape: Shape::Clause,
    from: &[&[SourceField::of("ending", "unfinished")]],
};
/// That there is a plan: a stored plan always says how to come back.
const PLAN: &Slot = &Slot {
    name: "plan",
    shape: Shape::Clause,
    from: &[&[SourceField::of("relapse_plan", "re_entry")]],
};

pub(super) const LINES: &[Line] = &[
    Line {
        name: "together",
        ways: &[
            Way { pattern: "together", slots: &[SESSIONS] },
            Way { pattern: "together-open", slots: &[] },
        ],
    },
    Line { name: "focus", ways: &[Way { pattern: "focus", slots: &[AREA] }] },
    Line { name: "gains", ways: &[Way { pattern: "gains", slots: &[GAINS] }] },
    Line { name: "account", ways: &[Way { pattern: "account", slots: &[ACCOUNT] }] },
    Line { name: "skills", ways: &[Way { pattern: "skills", slots: &[SKILLS] }] },
    Line { name: "unfinished", ways: &[Way { pattern: "unfinished", slots: &[UNFINISHED] }] },
    Line { name: "plan", ways: &[Way { pattern: "plan", slots: &[PLAN] }] },
    Line { name: "goodbye", ways: &[Way { pattern: "goodbye", slots: &[] }] },
];
