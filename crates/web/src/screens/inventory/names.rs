//! Several names at once, one person a line: first all who matter, then one person at a time.

use clinic::{Access, Expect, TheCourse, Write};
use ipt::{Command, FieldProblem, Form, PersonId, artefact::Artefact, inventory::InventoryEntry};
use uuid::Uuid;

use super::page;
use crate::{
    answer::{Answer, Failure},
    ask::Ask,
    form::Trouble,
    screens::{act, saved},
    slip::{Returned, Slip},
};

/// The form has drafts apart from the one for one name.
fn sent_to(ask: &Ask) -> String {
    format!("{}?several", ask.room("inventory"))
}

/// The form for several names.
///
/// # Errors
/// When the drafts cannot be read.
pub fn slip(ask: &Ask, returned: Option<&Returned>) -> Result<Slip, Failure> {
    Slip::of(ask, sent_to(ask), Form::new(), returned)
}

/// Adds everybody who stands in the lines: all of them, or none.
///
/// # Errors
/// See [`Failure`].
pub fn add(ask: &Ask, access: &Access<TheCourse, Write>) -> Answer {
    let lines = ask.field("names").lines().map(str::trim).filter(|line| !line.is_empty());
    let read: Result<Vec<InventoryEntry>, Vec<FieldProblem>> = lines.map(entry).collect();
    let done = match read {
        Ok(entries) if entries.is_empty() => return Ok(saved(&ask.room("inventory"))),
        Ok(entries) => {
            // The ids follow from the form's key: sent twice, it is the same act.
            let ids = (ask.key().as_u128()..).map(|id| PersonId(Uuid::from_u128(id)));
            act(ask, access, Expect::Anything, Command::NamePeople(ids.zip(entries).collect()))?
        }
        Err(problems) => Err(Trouble::fields(
            problems
                .into_iter()
                .map(|problem| FieldProblem { field: "names".to_owned(), ..problem })
                .collect(),
        )),
    };
    match done {
        Ok(()) => Ok(saved(&ask.room("inventory"))),
        Err(trouble) => page(ask, access, Some(Returned { action: sent_to(ask), trouble }), false),
    }
}

/// `Ida, sister`: what comes after the first comma, of any script, is who it is.
fn entry(line: &str) -> Result<InventoryEntry, Vec<FieldProblem>> {
    let (name, relation) = line.split_once([',', '،', '，', '、']).unwrap_or((line, ""));
    let field = |name: &str, text: &str| (name.to_owned(), vec![text.trim().to_owned()]);
    InventoryEntry::read(&Form::from([field("name", name), field("relation", relation)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_who_it_is() {
        let read = |line: &str| entry(line).map(|entry| (entry.name, entry.relation));
        let pair = |name: &str, relation: &str| Ok((name.to_owned(), relation.to_owned()));
        assert_eq!(read("Ida, sister, older"), pair("Ida", "sister, older"));
        assert_eq!(read("محمد، أخ"), pair("محمد", "أخ"));
        assert_eq!(read("田中"), pair("田中", ""));
        assert!(read(", sister").is_err(), "nobody is only a sister");
    }
}
