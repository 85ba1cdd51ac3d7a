//! The lines of the formulation. Source: domain page §2, the skeleton in own wording.
//!
//! What the triad says is written about the client; it comes into the letter by way of the
//! formulation's own fields, where it is put into words to the client. Names come directly.

use super::{
    SourceField,
    grammar::{Line, Shape, Slot, Way},
};

const fn of(field: &'static str) -> SourceField {
    SourceField::of("formulation", field)
}

/// A slot that one field fills.
macro_rules! slot {
    ($NAME:ident, $name:literal, $shape:ident, $([$($from:expr),+]),+) => {
        const $NAME: &Slot =
            &Slot { name: $name, shape: Shape::$shape, from: &[$(&[$($from),+]),+] };
    };
}

slot!(DIAGNOSIS, "diagnosis", Phrase, [of("diagnosis_in_words")]);
slot!(SYMPTOMS, "symptoms", Clause, [of("symptoms_in_words")]);
slot!(BEGAN, "began", Phrase, [of("began")]);
slot!(EVENT, "precipitant", Clause, [of("precipitant")]);
slot!(LINK, "link", Clause, [of("mood_and_event")]);
slot!(VULNERABILITY, "vulnerability", Clause, [of("vulnerability")]);
slot!(SUPPORT, "support", Clause, [of("support")]);
slot!(SUPPORTERS, "people", Names, [SourceField::SUPPORTERS]);
slot!(STRENGTHS, "strengths", Clause, [of("strengths")]);
slot!(AREA, "area", Phrase, [of("area")]);
slot!(WHY, "why", Clause, [of("why_this_area")]);
// Whom the inventory sees in the area was chosen by nobody yet: the letter does not name them.
slot!(PEOPLE, "people", Names, [SourceField::FOCUS_PEOPLE]);
slot!(GOALS, "goals", Words, [SourceField::GOALS]);
slot!(SESSIONS, "sessions", Count, [of("sessions_proposed")]);
slot!(TARGET, "target", Clause, [of("target")]);
slot!(RESOLUTION, "resolution", Clause, [of("resolution")]);

pub(super) const LINES: &[Line] = &[
    Line {
        name: "diagnosis",
        ways: &[
            Way { pattern: "symptoms", slots: &[DIAGNOSIS, SYMPTOMS] },
            Way { pattern: "diagnosis", slots: &[DIAGNOSIS] },
            Way { pattern: "symptoms-only", slots: &[SYMPTOMS] },
            Way { pattern: "unnamed", slots: &[] },
        ],
    },
    Line { name: "illness", ways: &[Way { pattern: "illness", slots: &[] }] },
    Line {
        name: "began",
        ways: &[
            Way { pattern: "began", slots: &[BEGAN, EVENT] },
            Way { pattern: "began-only", slots: &[BEGAN] },
            Way { pattern: "event-only", slots: &[EVENT] },
            Way { pattern: "beginning-open", slots: &[] },
        ],
    },
    Line {
        name: "link",
        ways: &[Way { pattern: "link", slots: &[LINK] }, Way { pattern: "link-open", slots: &[] }],
    },
    Line {
        name: "vulnerability",
        ways: &[Way { pattern: "vulnerability", slots: &[VULNERABILITY] }],
    },
    Line {
        name: "support",
        ways: &[
            Way { pattern: "support", slots: &[SUPPORT] },
            Way { pattern: "supporters", slots: &[SUPPORTERS] },
        ],
    },
    Line { name: "strengths", ways: &[Way { pattern: "strengths", slots: &[STRENGTHS] }] },
    Line {
        name: "area",
        ways: &[
            Way { pattern: "area", slots: &[AREA, WHY] },
            Way { pattern: "area-only", slots: &[AREA] },
            Way { pattern: "area-open", slots: &[] },
        ],
    },
    Line { name: "people", ways: &[Way { pattern: "people", slots: &[PEOPLE] }] },
    Line { name: "goals", ways: &[Way { pattern: "goals", slots: &[GOALS] }] },
    Line {
        name: "plan",
        ways: &[
            Way { pattern: "plan", slots: &[SESSIONS, TARGET] },
            Way { pattern: "plan-open", slots: &[SESSIONS] },
        ],
    },
    Line { name: "resolution", ways: &[Way { pattern: "resolution", slots: &[RESOLUTION] }] },
    Line {
        name: "hope",
        ways: &[
            Way { pattern: "hope", slots: &[TARGET] },
            Way { pattern: "hope-open", slots: &[] },
        ],
    },
    Line { name: "question", ways: &[Way { pattern: "question", slots: &[] }] },
];
