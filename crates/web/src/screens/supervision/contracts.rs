//! Who supervises whom in the practice, and until when. The administrator agrees it; it opens no
//! record by itself: each client is asked.

use askama::Template;
use clinic::{Access, Problem, Write, permission::TheSettings, supervision::SupervisionContract};
use ipt::{AccountId, FieldProblem, Form, form::Wrong};
use jiff::ToSpan;

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    form::Trouble,
    page::Page,
    plain,
    screens::saved,
    slip::{Returned, Slip},
    words::words,
};

const ADDRESS: &str = "/settings/supervision";

/// A contract is good for so many days unless said otherwise. OpenIPT design.
const USUAL_DAYS: i64 = 365;

#[derive(Template)]
#[template(path = "screens/supervision/contracts.html")]
struct ContractsPage {
    page: Page,
    contracts: Vec<ContractView>,
    supervisors: Vec<(String, String)>,
    therapists: Vec<(String, String)>,
    form: Slip,
}

struct ContractView {
    supervisor: (String, String),
    therapist: (String, String),
    told: String,
}

fn view(ask: &Ask, contract: &SupervisionContract) -> ContractView {
    let named = |id: AccountId| (id.to_string(), ask.clinic().name_of(id));
    let (from, until) = (plain::date(contract.from), plain::date(contract.until));
    let key = if contract.stands(ask.clinic().today()) { "pact-stands" } else { "pact-not" };
    ContractView {
        supervisor: named(contract.supervisor),
        therapist: named(contract.therapist),
        told: words().with(key, &[("from", &from), ("until", &until)]),
    }
}

fn page(ask: &Ask, access: &Access<TheSettings, Write>, returned: Option<&Returned>) -> Answer {
    let today = ask.clinic().today();
    let stored = Form::from([
        ("from".to_owned(), vec![today.to_string()]),
        ("until".to_owned(), vec![today.saturating_add(USUAL_DAYS.days()).to_string()]),
    ]);
    let offered = |people: Vec<(AccountId, String)>| {
        people.into_iter().map(|(id, name)| (id.to_string(), name)).collect()
    };
    let contracts = ask.clinic().settings().supervision;
    let template = ContractsPage {
        page: Page::of(ask, &words().t("contracts-title")),
        contracts: contracts.iter().map(|contract| view(ask, contract)).collect(),
        supervisors: offered(ask.clinic().supervisors(access)?),
        therapists: offered(ask.clinic().leaders(access)?),
        form: Slip::of(ask, ADDRESS.to_owned(), stored, returned)?,
    };
    if returned.is_some() { show_again(&template) } else { answer::show(&template) }
}

/// What was typed, or what is wrong with it.
fn read(ask: &Ask) -> Result<SupervisionContract, Trouble> {
    let who = |name| ask.field(name).parse::<AccountId>().map_err(|_| (name, Wrong::Missing));
    let day = |name| ipt::form::date(ask.field(name)).map_err(|problem| (name, problem));
    match (who("supervisor"), who("therapist"), day("from"), day("until")) {
        (Ok(supervisor), Ok(therapist), Ok(from), Ok(until)) => {
            Ok(SupervisionContract { supervisor, therapist, from, until })
        }
        (supervisor, therapist, from, until) => {
            let wrong = [supervisor.err(), therapist.err(), from.err(), until.err()];
            let problem =
                |(name, problem): (&str, Wrong)| FieldProblem { field: name.to_owned(), problem };
            Err(Trouble::fields(wrong.into_iter().flatten().map(problem).collect()))
        }
    }
}

/// The contracts.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    page(ask, access, None)
}

/// Agrees one, or agrees it anew.
///
/// # Errors
/// See [`Failure`]; what is wrong comes back in the form.
pub fn agree(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    let done = match read(ask) {
        Ok(contract) => match ask.clinic().agree_supervision(access, contract) {
            Ok(()) => Ok(()),
            Err(Problem::Setting(field)) => {
                let problem = if field == "until" { Wrong::NotADate } else { Wrong::NotAChoice };
                let field = field.to_owned();
                Err(Trouble::fields(vec![FieldProblem { field, problem }]))
            }
            Err(other) => return Err(other.into()),
        },
        Err(trouble) => Err(trouble),
    };
    match done {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved(ADDRESS))
        }
        Err(trouble) => page(ask, access, Some(&Returned { action: ADDRESS.to_owned(), trouble })),
    }
}

/// Ends one at once.
///
/// # Errors
/// See [`Failure`].
pub fn end(ask: &Ask, access: &Access<TheSettings, Write>) -> Answer {
    let who = |name: &str| ask.field(name).parse::<AccountId>().map_err(|_| Failure::NotThere);
    ask.clinic().end_supervision(access, who("supervisor")?, who("therapist")?)?;
    Ok(saved(ADDRESS))
}
