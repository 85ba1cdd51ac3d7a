//! Amara, 29: referred by her midwife; the first talk is still to come.

use clinic::{Actor, Clinic, Problem, SetClock};
use ipt::{Dialect, document::Referral};
use jiff::civil::Date;

use crate::walk::{Arrival, Walk};

pub(super) fn walk(
    clinic: &Clinic,
    clock: &SetClock,
    therapist: &Actor,
    start: Date,
) -> Result<(), Problem> {
    let referral = Referral {
        referred_by: "Midwife at the health centre".into(),
        reason: "Four months after the birth: low, afraid to be alone with the child, sleeps \
                 badly also when the child sleeps."
            .into(),
        why_now: "Her mother, who had come to help, flew home last week. Asked by the midwife: no \
                  thoughts of harming herself or the child; she is glad to be asked."
            .into(),
        access_needs: "Brings the child, who feeds every two hours; not before ten. French is \
                       easier when she is tired."
            .into(),
        ..Referral::default()
    };
    Walk::begin(
        clinic,
        clock,
        therapist,
        start,
        Arrival {
            name: "Amara Diallo",
            variant: "ipt_perinatal",
            dialect: Dialect::KlermanWeissman,
            days_before: 5,
            referral,
        },
    )
    .map(|_| ())
}
