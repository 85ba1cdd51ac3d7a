//! Word of risk alerts by mail. It goes out on a thread of its own: a mail server that hangs holds
//! up neither a page nor the going on of an alert.

use std::{
    sync::{
        Arc, Weak,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use clinic::{Clinic, Telling, tell};
use lettre::{
    Message, SmtpTransport, Transport,
    message::{Mailbox, header::ContentType},
};

use crate::problem::Problem;

#[cfg(test)]
mod tests;

/// How long a mail server may be silent at each step.
const SILENCE: Duration = Duration::from_secs(20);

/// How often it is looked what is due.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// How mail is sent
#[derive(clap::Args, Clone, Default)]
pub struct Mail {
    /// Mail server through which notices of risk alerts are sent
    ///
    /// smtps://NAME:PASSWORD@HOST speaks TLS from the first byte, smtp://NAME:PASSWORD@HOST?tls=required
    /// turns to it; without encryption only a server on this machine is taken. A notice
    /// names nobody and says only that something waits. What cannot be sent is tried again after 1,
    /// 5, 15 and 60 minutes and then each hour, while nobody has taken the alert on; until then the
    /// screens say so. The addresses stand under People. Give the URL by the variable rather than
    /// here, where other users of this machine can read it.
    #[arg(long, value_name = "URL", env = "OPENIPT_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Address from which they are sent
    #[arg(long, value_name = "ADDRESS", env = "OPENIPT_MAIL_FROM")]
    pub mail_from: Option<String>,
}

/// Sends notices.
pub struct Mailer {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Mail {
    /// What sends them; none where no mail is set up.
    ///
    /// # Errors
    /// When one of the two is missing, or is not what it must be. No message repeats the URL: a
    /// password may stand in it.
    pub fn mailer(&self) -> Result<Option<Mailer>, Problem> {
        match (self.smtp.as_deref(), self.mail_from.as_deref()) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(Problem::User(
                "--smtp needs --mail-from, the address from which notices are sent".to_owned(),
            )),
            (None, Some(_)) => Err(Problem::User(
                "--mail-from needs --smtp, the mail server through which notices are sent"
                    .to_owned(),
            )),
            (Some(url), Some(from)) => Mailer::new(url, from, SILENCE).map(Some),
        }
    }
}

impl Mailer {
    fn new(url: &str, from: &str, silence: Duration) -> Result<Self, Problem> {
        if !is_private(url) {
            return Err(Problem::User(
                "--smtp would send who is told, and any password, unencrypted; write smtps:// or \
                 ?tls=required. Only a server on this machine, without a password, may do without"
                    .to_owned(),
            ));
        }
        let builder = SmtpTransport::from_url(url).map_err(|_| {
            Problem::User(
                "--smtp is not the URL of a mail server; write smtps://NAME:PASSWORD@HOST or \
                 smtp://NAME:PASSWORD@HOST?tls=required (or this system has no certificates)"
                    .to_owned(),
            )
        })?;
        let from = from
            .parse()
            .map_err(|_| Problem::User(format!("--mail-from {from} is not a mail address")))?;
        Ok(Self { transport: builder.timeout(Some(silence)).build(), from })
    }

    /// Sends one notice; the reason why not names no address.
    fn send(&self, address: &str, origin: &str) -> Result<(), Telling> {
        let words = web::words::words();
        let body = format!("{}\n{origin}\n\n{}\n", words.t("notice-text"), words.t("notice-end"));
        let to: Mailbox = address.parse().map_err(|_| Telling::of("an address cannot be read"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(words.t("notice-subject"))
            .message_id(None)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|_| Telling::of("the message cannot be written"))?;
        self.transport.send(&message).map(drop).map_err(|error| why(&error))
    }

    /// Looks into the outbox once and sends what is due. The practice is not held while the mail
    /// server is waited for, so that it can stop meanwhile.
    fn round(&self, clinic: &Weak<Clinic>, origin: &str) {
        let Some(due) = clinic.upgrade().map(|clinic| clinic.notices_due()) else { return };
        let due = match due {
            Ok(due) => due,
            Err(problem) => {
                return tell("notices cannot be looked for", &[&problem.telling()]);
            }
        };
        if let Some(problem) = due.broken {
            tell("notices cannot be looked for in every course", &[&problem.telling()]);
        }
        for notice in due.notices {
            let sent = if notice.is_sent() { Ok(()) } else { self.send(notice.address(), origin) };
            let Some(clinic) = clinic.upgrade() else { return };
            let written = match sent {
                Ok(()) => clinic.notice_sent(&notice),
                Err(why) => {
                    tell("a notice could not be sent by mail, and is tried again", &[&why]);
                    clinic.notice_failed(&notice)
                }
            };
            if let Err(problem) = written {
                tell("what became of a notice cannot be written", &[&problem.telling()]);
            }
        }
    }
}

/// Whether what is sent by this URL stays on this machine or is encrypted. What is no URL of a mail
/// server is told apart later.
fn is_private(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else { return true };
    let (place, asked) = rest.split_once('?').unwrap_or((rest, ""));
    if asked.split('&').any(|asked| asked == "tls=required") {
        return true;
    }
    let authority = place.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, _)) => host,
        None => authority.split(':').next().unwrap_or_default(),
    };
    let here = host == "localhost"
        || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback());
    here && !authority.contains('@')
}

/// Sends what is due, again and again, until the carrier that this gives is stopped.
///
/// # Errors
/// When there is no thread to be had.
pub fn carry(mailer: Mailer, clinic: &Arc<Clinic>, origin: String) -> std::io::Result<Carrier> {
    let (stop, stopped): (_, Receiver<()>) = channel();
    let clinic = Arc::downgrade(clinic);
    let thread = std::thread::Builder::new().name("mail".to_owned()).spawn(move || {
        loop {
            // A fault in one round must not end all later ones.
            let round = std::panic::AssertUnwindSafe(|| mailer.round(&clinic, &origin));
            if std::panic::catch_unwind(round).is_err() {
                tell("notices could not be sent because of a fault, and are tried again", &[]);
            }
            if stopped.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    })?;
    Ok(Carrier { stop, thread })
}

/// The thread that sends.
pub struct Carrier {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

/// How long a notice that is being sent may take when the program stops.
const LAST: Duration = Duration::from_secs(5);

impl Carrier {
    /// Ends it, and lets what is being sent and written come to its end, but not for long.
    pub fn stop(self) {
        drop(self.stop);
        let begun = Instant::now();
        while !self.thread.is_finished() && begun.elapsed() < LAST {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Why something was not sent. What the server says may repeat the address, so only its number is
/// told.
fn why(error: &lettre::transport::smtp::Error) -> Telling {
    match error.status() {
        Some(code) => Telling::of("the mail server refused it with").with(&u16::from(code)),
        None if error.is_timeout() => Telling::of("the mail server did not answer in time"),
        None if error.is_tls() => Telling::of("the mail server cannot be reached by TLS"),
        None => Telling::of("the mail server cannot be reached"),
    }
}
