//! The decision when a course does not help enough. The treatment is blamed, not the client.

use jiff::civil::Date;

use crate::form::Kind;

codes! {
    /// What is done when there is no or partial response. Source: domain page §6.
    pub enum WayForward: "way_forward" {
        /// Go on as agreed.
        ContinueSameContract = "continue_same_contract",
        /// Renegotiate for more sessions.
        RecontractExtraSessions = "recontract_extra_sessions",
        /// Change the focus.
        ChangeFocus = "change_focus",
        /// Meet more often.
        RaiseFrequency = "raise_frequency",
        /// Add medication.
        AddMedication = "add_medication",
        /// Offer another effective therapy.
        SwitchTherapy = "switch_therapy",
        /// Refer to a service with more to offer.
        ReferUp = "refer_up",
    }
}

artefact! {
    /// The non-response review. Source: domain page §6; S12.
    pub struct NonResponse: "non_response" {
        "what_we_see" {
            held_on: Option<Date> = Kind::Date, needed;
            score_change: String = Kind::Line, needed;
            adherence_of_therapist: String = Kind::Long;
            attendance: String = Kind::Long;
            focus_right: String = Kind::Long, needed;
            hidden_issue: String = Kind::Long;
            medication_option: String = Kind::Long;
        }
        "decision" {
            way_forward: Option<WayForward> = Kind::Choice(<WayForward as crate::Code>::CODES), needed;
            supervisor: String = Kind::Line;
            reasons: String = Kind::Long, needed;
            client_view: String = Kind::Long, needed;
        }
    }
}
