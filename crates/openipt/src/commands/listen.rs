//! Serving: bind, say where, and stop gracefully.

use std::{io::Write, net::SocketAddr, sync::Arc};

use clinic::Clinic;
use web::App;

use crate::problem::Problem;

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
}

/// Serves a practice until it is told to stop; `announce` is told the address.
///
/// # Errors
/// When the address cannot be bound, or is open to others without TLS.
pub fn serve(
    clinic: Arc<Clinic>,
    listen: &Listen,
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
    let app = Arc::new(App { clinic, behind_tls: listen.behind_tls });
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen.listen)
            .await
            .map_err(io(&format!("cannot listen on {}", listen.listen)))?;
        let address = listener.local_addr().map_err(io("the address"))?;
        // Ready to be told before anybody knows that we are there.
        let stop = told_to_stop();
        announce(&format!("http://{address}"));
        axum::serve(listener, web::server::router(&app))
            .with_graceful_shutdown(stop)
            .await
            .map_err(io("the server"))
    })?;
    // The record signs its heads and is closed when the last one lets go of it.
    drop(app);
    Ok(())
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

/// Waits for an interrupt or a termination; both are listened for from this call on.
fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        let mut waiting: Vec<_> = signals.into_iter().flatten().collect();
        let told = waiting.iter_mut().map(|signal| Box::pin(signal.recv()));
        let mut told: Vec<_> = told.collect();
        std::future::poll_fn(|context| {
            let any = told.iter_mut().any(|signal| signal.as_mut().poll(context).is_ready());
            if any { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

/// Prints for people and programs that may have stopped listening: that is no reason to stop.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
