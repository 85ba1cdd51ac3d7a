//! Communication analysis: an exchange replayed line by line, to find where meaning was lost, and
//! put in other words to be tried.

use crate::{
    form::{Kind, Rows},
    homework::Tried,
};

/// The most turns of one exchange.
pub const MOST_TURNS: usize = 30;

codes! {
    /// Who speaks in an exchange.
    pub enum Speaker: "speaker" {
        /// The client.
        Client = "client",
        /// The other person.
        Other = "other",
    }
}

codes! {
    /// What can go wrong in a turn. Source: domain page §4.
    pub enum Fault: "fault" {
        /// Hinted at, not said.
        Indirect = "indirect",
        /// Silence in place of an answer.
        Silent = "silent",
        /// Taking for granted what the other thinks, or that the other knows.
        MindRead = "mind_read",
        /// Always, never.
        OverGeneral = "over_general",
        /// An attack.
        Hostile = "hostile",
        /// No request in it.
        NoRequest = "no_request",
    }
}

artefact! {
    /// One turn of an exchange. Source: domain page §4.
    pub struct Turn: "turn" {
        "heard" {
            speaker: Option<Speaker> = Kind::Choice(<Speaker as crate::Code>::CODES), needed;
            said: String = Kind::Long, needed;
            tone: String = Kind::Line;
        }
        "under" {
            felt: String = Kind::Line;
            meant: String = Kind::Line;
            thought_they_meant: String = Kind::Line;
            faults: Vec<Fault> = Kind::Many(<Fault as crate::Code>::CODES);
        }
    }
}

artefact! {
    /// What was found in an exchange, and what will be tried. Source: domain page §4.
    pub struct CommunicationAnalysis: "communication" {
        "exchange" {
            exchange: Vec<Turn> = Kind::Rows(&Rows::of::<Turn>(MOST_TURNS)), needed;
            outcome: String = Kind::Long;
            mood_after: Option<u32> = Kind::Number { min: 0, max: 10 };
        }
        "another" {
            lost: String = Kind::Long;
            another_version: String = Kind::Long;
            rehearsed: Option<bool> = Kind::YesNo;
            try_when: String = Kind::Line;
            confidence: Option<u32> = Kind::Number { min: 0, max: 10 };
        }
        "next_time" {
            tried: Option<Tried> = Kind::Choice(<Tried as crate::Code>::CODES);
            went: String = Kind::Long;
        }
    }
}
