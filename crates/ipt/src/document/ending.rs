//! The ending: feelings about it, gains, and the client's own account of why.

use crate::form::Kind;

artefact! {
    /// What was said about the ending. Source: domain page §6; the client's own account, S12.
    pub struct Ending: "ending" {
        "feelings" {
            feelings: String = Kind::Long, needed;
            sadness_or_relapse: String = Kind::Long;
        }
        "gains" {
            gains: Vec<String> = Kind::Lines, needed;
            clients_account: String = Kind::Long, needed;
            skills: Vec<String> = Kind::Lines;
            unfinished: String = Kind::Long;
        }
        "letter" {
            letter: String = Kind::Long;
        }
    }
}
