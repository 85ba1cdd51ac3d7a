//! The relapse-prevention plan: early signs by level, what helps, whom to tell, the way back.

use jiff::civil::Date;

use crate::form::Kind;

artefact! {
    /// The relapse-prevention plan. Source: domain page §6.
    pub struct RelapsePlan: "relapse_plan" {
        "signs" {
            signs_watch: Vec<String> = Kind::Lines, needed;
            signs_act: Vec<String> = Kind::Lines, needed;
            signs_urgent: Vec<String> = Kind::Lines, needed;
            triggers: Vec<String> = Kind::Lines;
            others_may_notice: String = Kind::Long;
        }
        "what_helps" {
            what_helped: Vec<String> = Kind::Lines, needed;
            skills: Vec<String> = Kind::Lines;
            people_to_tell: Vec<String> = Kind::Lines, needed;
            daily_anchors: Vec<String> = Kind::Lines;
            medication_and_prescriber: String = Kind::Long;
        }
        "way_back" {
            re_entry: String = Kind::Long, needed;
            crisis_contacts: Vec<String> = Kind::Lines, needed;
            means_safety: String = Kind::Long;
            check_1_month: Option<Date> = Kind::Date;
            check_3_months: Option<Date> = Kind::Date;
            check_6_months: Option<Date> = Kind::Date;
            unfinished_goals: String = Kind::Long;
            agreed_on: Option<Date> = Kind::Date;
            copies_to: String = Kind::Line;
        }
    }
}
