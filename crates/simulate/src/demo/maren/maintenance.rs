//! Maren's two maintenance sessions, and the closing.

use clinic::Problem;
use ipt::{Command, session::SessionNumber};

use super::sessions::{NO_THOUGHTS, note};
use crate::walk::Walk;

pub(super) fn walk_on(walk: &Walk<'_>) -> Result<(), Problem> {
    for (n, days, phq, gad, words) in [
        (
            1,
            121,
            [1, 1, 1, 1, 0, 0, 1, 0, 0],
            5,
            [
                "First parents' evening. My knees shook; I took out the plan.",
                "The parents' evening, a put-off call to Ida, and using the plan the same night.",
                "Plan used: the sign “I put off ringing Ida” was noticed after two days.",
            ],
        ),
        (
            2,
            181,
            [0, 1, 1, 1, 0, 0, 0, 0, 0],
            3,
            [
                "I forgot that I was coming. Is that good?",
                "An ordinary week, with one quarrel that was finished.",
                "Last maintenance session. What to do if it comes back was said by her, not by me.",
            ],
        ),
    ] {
        let day = walk.on(days);
        walk.open(day)?;
        let number = SessionNumber::Maintenance(n);
        walk.phq(number, day, phq)?;
        walk.gad(number, day, gad)?;
        walk.note(number, note(words[0], words[1], NO_THOUGHTS, words[2]))?;
    }
    walk.record(ipt::document::Outcome {
        account: "In remission at the last maintenance session: PHQ-9 3, GAD-7 3. Nothing is \
                  said of causes."
            .into(),
        ..super::outcome()
    })?;
    walk.act(Command::Close)
}
