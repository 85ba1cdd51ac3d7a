//! Serving: bind, say where, and stop gracefully.

use std::{io::Write, net::SocketAddr, sync::Arc};

use clinic::{Clinic, tell};
use web::{App, guard::Hosts, provider::OfThePractice};

mod accept;

use crate::{
    mail::{self, Mailer},
    problem::Problem,
};

/// How to listen
#[derive(clap::Args, Clone, Debug)]
pub struct Listen {
    /// Address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The server stands behind a proxy that speaks TLS
    ///
    /// The cookie is then bound to TLS. Without this, only addresses of this machine are served.
    #[arg(long)]
    pub behind_tls: bool,
    /// A name under which the server is reached, such as clinic.example; may be given repeatedly
    ///
    /// The address listened on and this machine's own names are always served. A request for any
    /// other name is turned away: another site's name may have been made to point here.
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
}

impl Listen {
    /// The address under which people reach the practice, if a name of it was given.
    fn origin(&self) -> Option<String> {
        let scheme = if self.behind_tls { "https" } else { "http" };
        self.hosts.first().map(|host| format!("{scheme}://{host}"))
    }
}

/// Serves a practice until it is told to stop; `announce` is told the address. What the mailer is
/// to send goes out meanwhile.
///
/// # Errors
/// When the address cannot be bound, or is open to others without TLS.
pub fn serve(
    clinic: Arc<Clinic>,
    listen: &Listen,
    (mailer, provider): (Option<Mailer>, OfThePractice),
    announce: impl FnOnce(&str),
) -> Result<(), Problem> {
    safe(listen)?;
    let io = |what: &str| {
        let what = what.to_owned();
        move |source| Problem::Io { what, source }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(io("the runtime"))?;
    let mut names = listen.hosts.clone();
    names.push(match listen.listen.ip() {
        std::net::IpAddr::V4(ip) => ip.to_string(),
        std::net::IpAddr::V6(ip) => format!("[{ip}]"),
    });
    let watched = Arc::clone(&clinic);
    let app =
        Arc::new(App { clinic, behind_tls: listen.behind_tls, hosts: Hosts::of(names), provider });
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen.listen)
            .await
            .map_err(io(&format!("cannot listen on {}", listen.listen)))?;
        let address = listener.local_addr().map_err(io("the address"))?;
        // Ready to be told before anybody knows that we are there.
        let stop = told_to_stop();
        let mails = mailer.map(|mailer| {
            let origin = listen.origin().unwrap_or_else(|| format!("http://{address}"));
            mail::carry(mailer, &watched, origin).map_err(io("the mail"))
        });
        let mails = mails.transpose()?;
        let watch = tokio::spawn(watch(watched));
        announce(&format!("http://{address}"));
        accept::until(stop, listener, &web::server::router(&app)).await;
        watch.abort();
        if let Some(mails) = mails {
            mails.stop();
        }
        Ok::<(), Problem>(())
    })?;
    // What is still being done after the grace is not waited for: it was not answered.
    runtime.shutdown_timeout(accept::GRACE);
    // The record signs its heads and is closed when the last one lets go of it.
    drop(app);
    Ok(())
}

const STUCK: &str = "risk alerts cannot go on to the deputy";

/// How often it is looked whether a risk alert must go on.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(60);

/// Has risk alerts that nobody took on go on to the deputy. What fails is said and tried again.
async fn watch(clinic: Arc<Clinic>) {
    let mut every = tokio::time::interval(LOOK_EVERY);
    loop {
        every.tick().await;
        let clinic = Arc::clone(&clinic);
        match tokio::task::spawn_blocking(move || clinic.escalate()).await {
            Ok(Ok(_)) => {}
            Ok(Err(problem)) => tell(STUCK, &[&problem.telling()]),
            Err(_) => tell(STUCK, &[&"a fault"]),
        }
    }
}

/// Refuses to be reached by others without encryption; asked before anything is made.
///
/// # Errors
/// When the address is open to other machines and no TLS proxy stands in front.
pub fn safe(listen: &Listen) -> Result<(), Problem> {
    if !listen.listen.ip().is_loopback() && !listen.behind_tls {
        return Err(Problem::User(format!(
            "{} can be reached from other machines, and what is sent would not be encrypted; \
             listen on 127.0.0.1, or put a TLS proxy in front and say --behind-tls",
            listen.listen
        )));
    }
    Ok(())
}

/// Waits for an interrupt or a termination; both are listened for from this call on. Whoever says
/// it twice does not want to wait any longer.
fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    let (tell, told) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let mut waiting: Vec<_> = signals.into_iter().flatten().collect();
        next_of(&mut waiting).await;
        let _ = tell.send(());
        next_of(&mut waiting).await;
        std::process::exit(1);
    });
    async {
        let _ = told.await;
    }
}

/// The next signal of any of these.
async fn next_of(signals: &mut [tokio::signal::unix::Signal]) {
    std::future::poll_fn(|context| {
        let any = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if any { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}

/// Prints for people and programs that may have stopped listening: that is no reason to stop.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
