//! The mid-course review: an open talk about how it goes.

use jiff::civil::Date;

use crate::form::Kind;

artefact! {
    /// The review at about half of the sessions. Source: domain page §1 (session plan).
    pub struct MidReview: "mid_review" {
        "look_back" {
            held_on: Option<Date> = Kind::Date, needed;
            change_in_clients_words: String = Kind::Long, needed;
            change_in_therapists_view: String = Kind::Long;
            goals_so_far: String = Kind::Long;
            working_together: String = Kind::Long;
        }
        "look_ahead" {
            focus_still_right: Option<bool> = Kind::YesNo, needed;
            what_to_change: String = Kind::Long;
            sessions_left_said: Option<bool> = Kind::YesNo, needed;
        }
    }
}
