//! The people of the practice: accounts and invitations.

use askama::Template;
use clinic::{
    Access, Account, Problem, Read, Role, TheAccounts, Write, invitation::Invitation,
    permission::Verb,
};

use ipt::AccountId;

pub mod alarms;
pub mod asked;
pub mod breach;
pub mod records;
pub mod recoveries;
pub mod roles;

use alarms::AlarmView;
use asked::AskedView;
use records::RecordsView;

use crate::{
    answer::{self, Answer, Failure, show_again},
    ask::Ask,
    draft,
    page::Page,
    plain,
    screens::{saved, second_step::fresh},
    slip::Slip,
    words::words,
};

#[derive(Template)]
#[template(path = "screens/people/page.html")]
struct PeoplePage {
    page: Page,
    /// Whether word of some alert could not be sent: that, and nothing of whose it is.
    word_stuck: bool,
    sends_word: bool,
    people: Vec<Person>,
    alarms: Vec<AlarmView>,
    asked: Vec<AskedView>,
    recoveries: Vec<recoveries::RecoveryView>,
    records: Vec<RecordsView>,
    roles: Vec<(&'static str, String)>,
    me: String,
    adding: Slip,
    problem: String,
    link: String,
    link_words: String,
}

/// A person as they are shown.
struct Person {
    account: Account,
    role: String,
    /// What is said when their courses stay shut for want of a contract.
    unwatched: String,
    state: &'static str,
    /// Where word of alerts is sent to them.
    mailing: Slip,
    /// What is wrong with what was typed there.
    mail_wrong: String,
}

impl Person {
    fn of(ask: &Ask, account: Account, wrong: Option<AccountId>) -> Result<Self, Failure> {
        let action = format!("/people/{}/mail", account.id);
        let again = wrong == Some(account.id);
        let stored = ipt::Form::from([("mail".to_owned(), vec![account.mail.clone()])]);
        Ok(Self {
            role: joined(&account),
            unwatched: unwatched(ask, &account),
            state: match (account.ended, account.active) {
                (true, _) => "account-ended",
                (false, true) => "account-active",
                (false, false) => "account-invited",
            },
            mailing: match again {
                true => Slip::again(ask, action),
                false => Slip::fresh(ask, action, stored, 0)?,
            },
            mail_wrong: if again { words().t("mail-wrong").into_owned() } else { String::new() },
            account,
        })
    }
}

/// The roles that stand, in words.
fn joined(account: &Account) -> String {
    let named = |role: Role| words().t(&format!("role-{}", role.code())).into_owned();
    account.roles.iter().map(named).collect::<Vec<_>>().join(", ")
}

/// What is said of a facilitator whose courses are shut, since nobody supervises their work.
fn unwatched(ask: &Ask, account: &Account) -> String {
    let lay = account.has(Role::Facilitator) && !account.has(Role::Therapist);
    match lay && ask.clinic().supervisors_of(account.id).is_empty() {
        true => words().with("role-unwatched", &[("name", &account.name)]),
        false => String::new(),
    }
}

/// A fresh link as it is shown once.
#[derive(Default)]
pub struct Link {
    /// Its address.
    pub address: String,
    /// What is said of it: that it works at once, or from when.
    pub words: String,
}

/// A fresh link in words.
pub fn link(ask: &Ask, invitation: &Invitation) -> Link {
    let zone = ask.clinic().zone();
    Link {
        address: ask.in_full(&format!("/invitations/{}", invitation.token.0)),
        words: match invitation.works_from {
            None => words().t("invitation-link").into_owned(),
            Some(from) => {
                let second = invitation.needs_second;
                let key = if second { "recovery-link-second" } else { "recovery-link" };
                words().with(key, &[("from", &plain::moment(from, &zone))])
            }
        },
    }
}

fn page<V: Verb>(ask: &Ask, access: &Access<TheAccounts, V>, problem: &str, link: Link) -> Answer {
    let template = filled(ask, access, problem, link, None)?;
    if problem.is_empty() { answer::show(&template) } else { show_again(&template) }
}

fn filled<V: Verb>(
    ask: &Ask,
    access: &Access<TheAccounts, V>,
    problem: &str,
    link: Link,
    mail_wrong: Option<AccountId>,
) -> Result<PeoplePage, Failure> {
    let role = |role: Role| words().t(&format!("role-{}", role.code())).into_owned();
    let accounts = ask.clinic().accounts(access)?;
    let people = accounts.into_iter().map(|account| Person::of(ask, account, mail_wrong));
    Ok(PeoplePage {
        page: Page::of(ask, &words().t("people-title")),
        word_stuck: ask.clinic().word_is_stuck(access)?,
        sends_word: ask.clinic().sends_word(),
        people: people.collect::<Result<_, _>>()?,
        alarms: alarms::waiting(ask, access)?,
        asked: asked::waiting(ask, access)?,
        recoveries: recoveries::waiting(ask, access)?,
        records: records::waiting(ask, access)?,
        roles: Role::STAFF.iter().map(|r| (r.code(), role(*r))).collect(),
        me: access.actor().id().to_string(),
        adding: match problem {
            "" => Slip::blank(ask, "/people".to_owned())?,
            _ => Slip::again(ask, "/people".to_owned()),
        },
        problem: if problem.is_empty() { String::new() } else { words().t(problem).into_owned() },
        link: link.address,
        link_words: link.words,
    })
}

/// Sets where word of alerts is sent to somebody.
///
/// # Errors
/// See [`Failure`]; what is no address comes back in its form.
pub fn set_mail(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id: AccountId = ask.part("account")?;
    match ask.clinic().set_mail_address(access, id, ask.field("mail")) {
        Ok(()) => {
            draft::sent(ask)?;
            Ok(saved("/people"))
        }
        Err(Problem::Setting("mail")) => {
            show_again(&filled(ask, access, "", Link::default(), Some(id))?)
        }
        Err(other) => Err(other.into()),
    }
}

/// The list, with why something was not done.
fn refused<V: Verb>(ask: &Ask, access: &Access<TheAccounts, V>, why: String) -> Answer {
    let template = filled(ask, access, "", Link::default(), None)?;
    show_again(&PeoplePage { problem: why, ..template })
}

/// The list.
///
/// # Errors
/// See [`Failure`].
pub fn show(ask: &Ask, access: &Access<TheAccounts, Read>) -> Answer {
    page(ask, access, "", Link::default())
}

/// Adds somebody, and shows the link of their invitation once.
///
/// # Errors
/// See [`Failure`].
pub fn add(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let role = match Role::from_code(ask.field("role")) {
        Some(role) if Role::STAFF.contains(&role) => role,
        Some(_) | None => return page(ask, access, "role-missing", Link::default()),
    };
    let fresh = fresh::asked(ask, access.actor())?;
    match ask.clinic().add_account(access, &fresh, role, ask.field("name"), ask.field("login")) {
        Ok(id) => {
            let link = link(ask, &ask.clinic().invite(access, &fresh, id)?);
            draft::sent(ask)?;
            page(ask, access, "", link)
        }
        Err(Problem::NameTaken) => page(ask, access, "problem-name-taken-next", Link::default()),
        Err(Problem::NameMissing) => {
            page(ask, access, "problem-name-missing-next", Link::default())
        }
        Err(other) => Err(other.into()),
    }
}

/// Makes a new link for somebody.
///
/// # Errors
/// See [`Failure`].
pub fn invite(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let fresh = fresh::asked(ask, access.actor())?;
    let link = link(ask, &ask.clinic().invite(access, &fresh, ask.part("account")?)?);
    page(ask, access, "", link)
}

/// Ends an account at once.
///
/// # Errors
/// See [`Failure`].
pub fn end(ask: &Ask, access: &Access<TheAccounts, Write>) -> Answer {
    let id = ask.part("account")?;
    let fresh = fresh::asked(ask, access.actor())?;
    ask.clinic().end_account(access, &fresh, id).map_err(Failure::from)?;
    Ok(saved("/people"))
}
