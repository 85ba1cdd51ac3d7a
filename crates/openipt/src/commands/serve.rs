use std::sync::Arc;

use clinic::{Clinic, SystemClock, tell};
use record::Mark;

use super::listen::{self, Listen};
use crate::{mail::Mail, place::Where, problem::Problem, provider::OpenId};

/// Serve a real practice; the first start makes it
///
/// The first start makes the record and its root key (readable by you alone) and prints a link by
/// which the first administrator signs in. The link works once.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    #[command(flatten)]
    listen: Listen,
    #[command(flatten)]
    mail: Mail,
    #[command(flatten)]
    open_id: OpenId,
}

pub fn run(arguments: &Arguments) -> Result<(), Problem> {
    listen::safe(&arguments.listen)?;
    let mailer = arguments.mail.mailer()?;
    let provider = arguments.open_id.provider()?;
    let place = arguments.place.place()?;
    let clock = Arc::new(SystemClock);
    let new = !place.data.join("record.db").exists();
    let clinic = if new {
        Clinic::create(&place, Mark::Real, clock)?
    } else {
        Clinic::open(&place, Mark::Real, clock)?
    };
    let clinic = clinic.with_own_measures()?.with_imported_corridor()?;
    let clinic = if mailer.is_some() { clinic.with_carrier() } else { clinic };
    if new {
        listen::say(&format!(
            "A new practice was made in {}.\nIts root key is {}.\nKeep a copy of that file in a \
             safe, apart from backups: without it nothing can be read.\n",
            place.data.display(),
            place.root_key.display()
        ));
    }
    let set_up = clinic.set_up()?;
    let no_contacts = clinic.settings().crisis.is_empty();
    let unchecked = clinic.settings().crisis_unchecked(clinic.today()).len();
    let no_deputy = clinic.deputy().is_none();
    let unreached = if clinic.sends_word() { clinic.out_of_reach()? } else { 0 };
    listen::serve(Arc::new(clinic), &arguments.listen, (mailer, provider), |url| {
        let mut text = format!("OpenIPT serves on {url}\n");
        if let Some(token) = set_up {
            text.push_str(&format!(
                "First administrator, this link works once:\n  {url}/invitations/{}\n\
                 Then: Settings (crisis contacts first), People (invite a therapist).\n",
                token.0
            ));
        }
        listen::say(&text);
        if no_deputy {
            warn("no deputy for risk alerts is named; the administrator names one under Settings");
        }
        if no_contacts {
            warn("no crisis contacts are set; the administrator sets them under Settings");
        }
        if unreached > 0 {
            tell(
                "warning: no notice of a risk alert reaches the therapists without a mail address, \
                 which the administrator sets under People",
                &[&unreached],
            );
        }
        if unchecked > 0 {
            tell(
                "warning: crisis contacts were not checked for a year; the administrator checks \
                 them under Settings",
                &[&unchecked],
            );
        }
    })
}

fn warn(what: &'static str) {
    tell("warning", &[&what]);
}
