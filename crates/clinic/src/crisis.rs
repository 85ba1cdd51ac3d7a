//! Where a person in crisis turns: by country and language, each with the day it was checked.

use ipt::{
    Field, Kind,
    form::{FieldProblem, Form, Rows, Wrong},
};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Settings, identity::Identity};

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
        let found: Vec<Self> = serde_json::from_value(entries).unwrap_or_default();
        let typed = ROWS.typed("crisis", form);
        let to_come = |(contacts, (index, _)): (&Self, &(usize, Form))| {
            let field = Rows::typed_as("crisis", *index, "checked_on");
            let to_come = contacts.checked_on.is_some_and(|on| on > today);
            to_come.then_some(FieldProblem { field, problem: Wrong::NotYet })
        };
        let problems: Vec<FieldProblem> = found.iter().zip(&typed).filter_map(to_come).collect();
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// As they would be typed.
    pub fn write(all: &[Self]) -> Form {
        let stored = serde_json::to_value(all).unwrap_or_default();
        ipt::form::write(&FIELDS, &[("crisis".to_owned(), stored)].into_iter().collect())
    }
}

impl Settings {
    /// The contacts for a client: those named for them, else the practice's first.
    pub fn crisis_for(&self, client: Option<&Identity>) -> Option<&CrisisContacts> {
        let named = client.map(|client| client.crisis.as_str()).unwrap_or_default();
        let theirs = self.crisis.iter().find(|contacts| contacts.name() == named);
        theirs.or(self.crisis.first())
    }

    /// Those that should be checked again.
    pub fn crisis_unchecked(&self, today: Date) -> Vec<&CrisisContacts> {
        self.crisis.iter().filter(|contacts| contacts.unchecked(today)).collect()
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
    fn a_client_is_shown_their_own_and_else_the_first() {
        let crisis =
            vec![contacts("Germany", "German", None), contacts("Germany", "Turkish", None)];
        let settings = Settings { crisis, ..Settings::default() };
        let of = |named: &str| {
            let identity = Identity { crisis: named.to_owned(), ..Identity::default() };
            settings.crisis_for(Some(&identity)).map(CrisisContacts::name)
        };
        assert_eq!(of("Germany · Turkish").as_deref(), Some("Germany · Turkish"));
        assert_eq!(of("France · French").as_deref(), Some("Germany · German"));
        assert_eq!(of("").as_deref(), Some("Germany · German"));
        assert_eq!(Settings::default().crisis_for(None), None);
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
    }
}
