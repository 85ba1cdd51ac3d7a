//! Where a person in crisis turns: by country and language, each with the day it was checked.

use ipt::{
    ClientId, Field, Kind,
    form::{FieldProblem, Form, Rows, Wrong},
};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Actor, Clinic, Settings, identity::Identity};

/// After so many months numbers count as unchecked. OpenIPT design.
const CHECK_MONTHS: i32 = 12;

/// The most countries and languages of one practice.
const MOST: usize = 24;

/// The contacts for one country, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrisisContacts {
    /// The country, as the practice calls it.
    pub country: String,
    /// The language that is spoken there, as the practice calls it.
    pub language: String,
    /// One contact a line, with its number.
    pub contacts: Vec<String>,
    /// When somebody last made sure that they are right.
    pub checked_on: Option<Date>,
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, group: "of", kind, needed: true }
}

static OF_ONE: [Field; 4] = [
    field("country", Kind::Line),
    field("language", Kind::Line),
    field("contacts", Kind::Lines),
    field("checked_on", Kind::Date),
];

static ROWS: Rows = Rows { name: "crisis", fields: &OF_ONE, most: MOST, least: 1 };

/// The contacts as they are typed: the first are for everybody for whom no others are named.
pub static FIELDS: [Field; 1] = [Field { needed: false, ..field("crisis", Kind::Rows(&ROWS)) }];

impl CrisisContacts {
    /// What they are chosen by: country and language.
    pub fn name(&self) -> String {
        format!("{} · {}", self.country, self.language)
    }

    /// Whether they should be checked again.
    pub fn unchecked(&self, today: Date) -> bool {
        let until = self.checked_on.and_then(|on| on.checked_add(CHECK_MONTHS.months()).ok());
        until.is_none_or(|until| today > until)
    }

    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field that cannot be read; a day that has not come.
    pub fn read(form: &Form, today: Date) -> Result<Vec<Self>, Vec<FieldProblem>> {
        let mut read = ipt::form::read(&FIELDS, form)?;
        let entries = read.remove("crisis").unwrap_or(Value::Array(Vec::new()));
        let none = FieldProblem { field: "crisis".to_owned(), problem: Wrong::Missing };
        // Never an empty list by mistake: numbers would be gone from every page.
        let found: Vec<Self> = serde_json::from_value(entries)
            .ok()
            .filter(|of: &Vec<Self>| !of.is_empty())
            .ok_or_else(|| vec![none])?;
        let typed = ROWS.typed("crisis", form);
        let to_come = |(contacts, (index, _)): (&Self, &(usize, Form))| {
            let field = Rows::typed_as("crisis", *index, "checked_on");
            let to_come = contacts.checked_on.is_some_and(|on| on > today);
            to_come.then_some(FieldProblem { field, problem: Wrong::NotYet })
        };
        let twice = |(at, (index, _)): (usize, &(usize, Form))| {
            let field = Rows::typed_as("crisis", *index, "language");
            let known = found[..at].iter().any(|other| other.name() == found[at].name());
            known.then_some(FieldProblem { field, problem: Wrong::Twice })
        };
        let mut problems: Vec<FieldProblem> =
            found.iter().zip(&typed).filter_map(to_come).collect();
        problems.extend(typed.iter().enumerate().take(found.len()).filter_map(twice));
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// As they would be typed.
    pub fn write(all: &[Self]) -> Form {
        let stored = serde_json::to_value(all).unwrap_or_default();
        ipt::form::write(&FIELDS, &[("crisis".to_owned(), stored)].into_iter().collect())
    }
}

impl Settings {
    /// Where this client turns: the contacts named for them, else the practice's first. Where those
    /// named for them are gone, every country's: another's number alone helps nobody.
    pub fn crisis_numbers(&self, client: &Identity) -> Vec<String> {
        let named = |contacts: &&CrisisContacts| contacts.name() == client.crisis;
        let theirs = match client.crisis.as_str() {
            "" => self.crisis.first(),
            _ => self.crisis.iter().find(named),
        };
        theirs.map_or_else(|| self.every_crisis_number(), |of| of.contacts.clone())
    }

    /// Every contact, with its country where there are several: for whom nobody knows.
    pub fn every_crisis_number(&self) -> Vec<String> {
        let several = self.crisis.len() > 1;
        let told = |of: &CrisisContacts, contact: &String| match several {
            true => format!("{}: {contact}", of.country),
            false => contact.clone(),
        };
        self.crisis.iter().flat_map(|of| of.contacts.iter().map(move |c| told(of, c))).collect()
    }

    /// Whether the contacts that were chosen for this client are gone from the settings.
    pub fn crisis_gone(&self, client: &Identity) -> bool {
        let named = &client.crisis;
        !named.is_empty() && self.crisis.iter().all(|contacts| contacts.name() != *named)
    }

    /// Those that should be checked again.
    pub fn crisis_unchecked(&self, today: Date) -> Vec<&CrisisContacts> {
        self.crisis.iter().filter(|contacts| contacts.unchecked(today)).collect()
    }
}

impl Clinic {
    /// Where who looks at a page turns in a crisis. Whatever fails on the way, numbers are shown.
    pub fn crisis_numbers(&self, actor: Option<&Actor>) -> Vec<String> {
        let settings = self.settings();
        match actor.map(|actor| (actor, actor.client())) {
            None => settings.every_crisis_number(),
            Some((_, Some(client))) => self.crisis_numbers_of(client),
            Some((_, None)) => {
                settings.crisis.first().map_or_else(Vec::new, |first| first.contacts.clone())
            }
        }
    }

    /// Where a client turns in a crisis.
    pub(crate) fn crisis_numbers_of(&self, client: ClientId) -> Vec<String> {
        let settings = self.settings();
        match self.identity_of(client) {
            Ok(identity) => settings.crisis_numbers(&identity),
            Err(_) => settings.every_crisis_number(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn contacts(country: &str, language: &str, on: Option<Date>) -> CrisisContacts {
        CrisisContacts {
            country: country.to_owned(),
            language: language.to_owned(),
            contacts: vec!["112".to_owned()],
            checked_on: on,
        }
    }

    #[test]
    fn numbers_count_as_checked_for_a_year() {
        let checked = contacts("Germany", "German", Some(date(2026, 1, 10)));
        assert!(!checked.unchecked(date(2027, 1, 10)));
        assert!(checked.unchecked(date(2027, 1, 11)));
        assert!(contacts("Germany", "German", None).unchecked(date(2026, 1, 1)));
    }

    #[test]
    fn a_client_is_shown_their_own_else_the_first_and_all_where_their_own_are_gone() {
        let crisis = vec![contacts("Germany", "German", None), contacts("Turkey", "Turkish", None)];
        let settings = Settings { crisis, ..Settings::default() };
        let of = |named: &str| {
            let identity = Identity { crisis: named.to_owned(), ..Identity::default() };
            (settings.crisis_numbers(&identity), settings.crisis_gone(&identity))
        };
        assert_eq!(of("Turkey · Turkish"), (vec!["112".to_owned()], false));
        assert_eq!(of(""), (vec!["112".to_owned()], false));
        let all = vec!["Germany: 112".to_owned(), "Turkey: 112".to_owned()];
        assert_eq!(of("France · French"), (all, true));
        assert!(Settings::default().every_crisis_number().is_empty());
    }

    #[test]
    fn what_is_typed_is_kept_or_named() {
        let today = date(2026, 11, 25);
        let stand = vec![
            contacts("Germany", "German", Some(today)),
            contacts("Kenya", "Swahili", Some(date(2026, 3, 1))),
        ];
        let mut form = CrisisContacts::write(&stand);
        assert_eq!(CrisisContacts::read(&form, today), Ok(stand));
        // A line left empty in between does not move what is said of the next.
        form.insert("crisis.4.country".to_owned(), vec!["France".to_owned()]);
        let wrong = |form: &Form| -> Vec<String> {
            let problems = CrisisContacts::read(form, today).err().unwrap_or_default();
            problems.into_iter().map(|problem| problem.field).collect()
        };
        assert_eq!(wrong(&form), ["crisis.4.language", "crisis.4.contacts", "crisis.4.checked_on"]);
        for (name, text) in
            [("language", "French"), ("contacts", "15"), ("checked_on", "2026-11-26")]
        {
            form.insert(format!("crisis.4.{name}"), vec![text.to_owned()]);
        }
        assert_eq!(wrong(&form), ["crisis.4.checked_on"]);
        form.insert("crisis.4.country".to_owned(), vec!["Kenya".to_owned()]);
        form.insert("crisis.4.language".to_owned(), vec!["Swahili".to_owned()]);
        form.insert("crisis.4.checked_on".to_owned(), vec!["2026-11-25".to_owned()]);
        assert_eq!(wrong(&form), ["crisis.4.language"], "twice the same");
        assert_eq!(wrong(&Form::new()), ["crisis"], "never none by mistake");
    }
}
