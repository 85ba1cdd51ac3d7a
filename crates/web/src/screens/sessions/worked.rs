//! The incidents and decisions that were taken up in a session, and what was recorded of
//! techniques.

use ipt::{Course, session::SessionNumber};

use crate::{
    ask::Ask,
    plain,
    screens::{incident, technique},
};

/// One of them.
pub struct Worked {
    /// Where it is.
    pub address: String,
    /// What it is about.
    pub what: String,
    /// Its day, its people, what was chosen.
    pub more: String,
}

/// Those of a session, incidents first, records of techniques last.
pub fn of(ask: &Ask, course: &Course, number: SessionNumber) -> Vec<Worked> {
    let incidents = course.incidents.iter().filter(|kept| kept.session == Some(number));
    let incidents = incidents.map(|kept| {
        let people = incident::people_of(kept, course);
        let on = plain::date(kept.on());
        Worked {
            address: incident::address(ask, kept.id),
            what: kept.incident.what.clone(),
            more: if people.is_empty() { on } else { format!("{on}, {people}") },
        }
    });
    let decisions = course.decisions.iter().filter(|kept| kept.session == Some(number));
    let decisions = decisions.map(|kept| Worked {
        address: ask.room(&format!("decisions/{}", kept.id)),
        what: kept.decision.wanted.clone(),
        more: kept.decision.chosen().next().map_or(String::new(), |option| option.what.clone()),
    });
    let records = course.technique_records.iter().filter(|kept| kept.session == number);
    let records = records.map(|kept| Worked {
        address: technique::record_address(ask, kept),
        what: technique::named(kept.record.technique()),
        more: kept.record.about(),
    });
    incidents.chain(decisions).chain(records).collect()
}
