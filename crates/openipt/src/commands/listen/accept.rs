//! Accepting connections: not too many, not too slow, and not for ever after a stop.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};

/// So many connections at once; others wait. One that only waits costs little, and so many slow ones
/// (security plan §4.7: 1,000) must leave room for those who read.
const CONNECTIONS: u64 = 4_096;
/// So many file handles are kept for files and mail.
const KEPT: u64 = 128;
/// Where the system gives few handles, there are at least so many connections.
const FEWEST: u64 = 64;
/// How long the head of a request may take to come. Security plan §3.8.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
/// How long requests that have begun may take after a stop.
pub const GRACE: Duration = Duration::from_secs(10);
/// How long to wait when the system has no connection to give, such as no file handle.
const BREATH: Duration = Duration::from_millis(50);

/// Serves until told to stop; then what has begun has the grace to end.
pub async fn until(stop: impl Future<Output = ()>, listener: TcpListener, router: &Router) {
    let (tell, told) = watch::channel(());
    let places = Arc::new(Semaphore::new(connections()));
    let mut stop = pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            () = &mut stop => break,
            accepted = next(&listener, &places) => accepted,
        };
        tokio::spawn(serve(stream, router.clone(), told.clone(), place));
    }
    drop((listener, told));
    let _ = tell.send(());
    // Every connection holds its end of the channel until it is closed.
    let _ = tokio::time::timeout(GRACE, tell.closed()).await;
}

/// How many connections there may be: as many as are wanted, or as the system gives handles for.
fn connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = CONNECTIONS + KEPT;
    let more = wanted.min(maximum.unwrap_or(wanted));
    let has = current.unwrap_or(wanted);
    let raised =
        has < more && setrlimit(Resource::Nofile, Rlimit { current: Some(more), maximum }).is_ok();
    let handles = if raised { more } else { has };
    let places = handles.saturating_sub(KEPT).clamp(FEWEST, CONNECTIONS);
    usize::try_from(places).unwrap_or(64)
}

async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (TcpStream, OwnedSemaphorePermit) {
    let place = Arc::clone(places).acquire_owned().await.expect("BUG: the places were closed");
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
}

async fn serve(
    stream: TcpStream,
    router: Router,
    mut told: watch::Receiver<()>,
    _place: OwnedSemaphorePermit,
) {
    // Small answers go out at once; if that cannot be set they only go out a little later.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(web::server::LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    // A connection that breaks is its other end's affair.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = told.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
