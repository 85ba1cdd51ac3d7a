//! The ending: named from the first session, prompted by count, and what comes after it.

use ipt::{agenda, session::SessionNumber};

use crate::story::*;

#[test]
fn the_ending_is_prompted_from_four_sessions_before_the_last_and_not_before() {
    let prompted = |held: u32| {
        let story = in_middle(held);
        agenda::steps(&story.course, &story.rules).iter().any(|step| step.key == "raise-ending")
    };
    assert!(!prompted(7), "five are left after this one");
    assert!(prompted(8), "four are left");
    let planned = |n: u32, key: &str| {
        let course = in_middle(1).course;
        agenda::plan_for(&course, SessionNumber::Acute(n)).iter().any(|step| step.key == key)
    };
    assert!(planned(1, "say_end_date") && !planned(2, "say_end_date"));
    assert!(planned(9, "raise_ending") && !planned(8, "raise_ending"));
    assert!(planned(12, "goodbye") && !planned(11, "goodbye"));
}
