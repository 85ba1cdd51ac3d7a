//! Sick role and psychoeducation: the illness named, duties lifted, the work toward recovery.

use crate::form::Kind;

artefact! {
    /// The sick role. Source: domain page §2; the duty to work toward recovery, S1.
    pub struct SickRole: "sick_role" {
        "illness" {
            illness_named: String = Kind::Long, needed;
            explanation: String = Kind::Long, needed;
            prognosis: String = Kind::Long;
        }
        "roles" {
            roles_lifted: Vec<String> = Kind::Lines;
            roles_kept: Vec<String> = Kind::Lines;
            work_toward_recovery: String = Kind::Long;
            who_will_be_told: Vec<String> = Kind::Lines;
        }
        "material" {
            leaflets: Vec<String> = Kind::Lines;
            teach_back: String = Kind::Long;
        }
    }
}
