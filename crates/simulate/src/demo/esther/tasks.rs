//! What Esther agreed to try between sessions, and how it went.

use ipt::homework::Tried;

use super::{super::session::Task, People};

pub(super) fn in_the_middle(people: &People) -> [Task<'static>; 2] {
    [
        Task {
            session: 5,
            what: "Stay an hour in the workshop after Joss has gone, with the door shut.",
            with_whom: None,
            when: "Wednesday",
            confidence: 6,
            obstacle: "Somebody might need me",
            went: Some((Tried::Tried, "Nobody needed me. I was insulted for ten minutes.")),
        },
        Task {
            session: 7,
            what: "Once, when Klara asks whether it is all right, wait before I say yes.",
            with_whom: Some(people.klara),
            when: "When it comes",
            confidence: 5,
            obstacle: "The yes is quicker than I am",
            went: Some((Tried::Partly, "I waited. She said: “Mama?” Then I said yes.")),
        },
    ]
}

pub(super) fn in_the_talk(people: &People) -> [Task<'static>; 2] {
    [
        Task {
            session: 11,
            what: "Ring Mercy, and ask whether there is a place on Saturday.",
            with_whom: Some(people.mercy),
            when: "Thursday evening",
            confidence: 6,
            obstacle: "Half a year of messages with a smiling face",
            went: Some((Tried::Tried, "“There is your place,” she said. “It is wet.”")),
        },
        Task {
            session: 12,
            what: "Say no to one thing, without a reason.",
            with_whom: None,
            when: "This week",
            confidence: 4,
            obstacle: "I have very good reasons, always",
            went: Some((Tried::NotTried, "Nobody wanted anything. It was a fine week.")),
        },
    ]
}
