//! Killed without warning under load, twenty times: what was acknowledged is there, and the
//! record proves itself.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use totp_rs::{Builder, Secret};

use crate::{
    http::{Server, ask, proof},
    run, words,
};

const ROUNDS: usize = 20;
const WRITERS: usize = 4;
const PASSPHRASE: &str = "passphrase=a+passphrase+of+words&again=a+passphrase+of+words";

/// Sets up the second step, as staff do before anything else.
fn second_step(at: &str, cookie: &str) {
    let path = "/account/second-step";
    // Each time the page is opened its secret is another: the proof is taken first.
    proof(at, path, cookie).expect("answers");
    let page = ask(at, "GET", path, cookie, "").expect("answers").body;
    let secret = page.split("<code>").nth(1).and_then(|rest| rest.split('<').next());
    let secret = Secret::try_from_base32(secret.expect("a secret").replace(' ', ""));
    let totp = Builder::new().with_secret(secret.expect("read")).with_account_name("anybody");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("time");
    let code = totp.build().expect("a code").generate(now.as_secs());
    let done = ask(at, "POST", path, cookie, &format!("code={code}")).expect("answers");
    assert_eq!(done.status, 200, "{}", done.body);
}

/// A practice with a therapist and a course for each writer; the therapist's cookie.
pub fn prepared(server: &Server) -> (String, Vec<String>) {
    let at = &server.address;
    let take = |link: &str, names: &str| {
        let taken = ask(at, "POST", link, "", &format!("{PASSPHRASE}{names}")).expect("answers");
        second_step(at, &taken.cookie);
        taken.cookie
    };
    let link = server.invitation.as_deref().expect("a set-up link");
    let tomas = take(link, "&name=Tomas&login=tomas");
    let added = ask(at, "POST", "/people", &tomas, "name=Ruth&login=ruth&role=therapist");
    let body = added.expect("answers").body;
    let link = body.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a link");
    let ruth = take(link, "");
    let courses = (0..WRITERS).map(|n| {
        let form = format!(
            "client_name=Client+{n}&received_on=2026-01-05&reason=Low&variant=ipt_standard"
        );
        ask(at, "POST", "/referral", &ruth, &form).expect("answers").location
    });
    let courses = courses.collect();
    (ruth, courses)
}

/// Writes until the server is gone; what was acknowledged.
fn write(
    address: &str,
    cookie: &str,
    course: &str,
    round: usize,
    stop: &AtomicBool,
) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for n in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let what = format!("moment-{round}-{n}-end");
        let form = format!("on=2026-01-02&kind=other&what={what}");
        match ask(address, "POST", &format!("{course}/timeline"), cookie, &form) {
            Some(came) if came.status == 303 && came.location.ends_with("/timeline?saved=yes") => {
                acknowledged.push(what);
            }
            Some(came) => panic!("unexpected answer {}", came.status),
            None => break,
        }
    }
    acknowledged
}

#[test]
fn no_acknowledged_word_is_lost_when_the_server_is_killed() {
    let folder = tempfile::tempdir().expect("folder");
    let mut server = Server::start(folder.path());
    let (cookie, courses) = prepared(&server);
    let mut kept: Vec<Vec<String>> = vec![Vec::new(); WRITERS];
    for round in 0..ROUNDS {
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = courses
            .iter()
            .map(|course| {
                let (address, cookie) = (server.address.clone(), cookie.clone());
                let (course, stop) = (course.clone(), Arc::clone(&stop));
                std::thread::spawn(move || write(&address, &cookie, &course, round, &stop))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(120 + 17 * (round as u64 % 5)));
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for (kept, writer) in kept.iter_mut().zip(writers) {
            kept.extend(writer.join().expect("writer"));
        }
        let data = folder.path().join("data");
        let proof = run(&["verify", "--data", data.to_str().expect("a path")]);
        assert!(proof.status.success(), "round {round}: {}", words(&proof.stderr));
        server = Server::start(folder.path());
    }
    let all: usize = kept.iter().map(Vec::len).sum();
    assert!(all > ROUNDS * WRITERS, "only {all} writes were acknowledged: no load");
    for (course, kept) in courses.iter().zip(&kept) {
        let page = ask(&server.address, "GET", &format!("{course}/timeline"), &cookie, "");
        let page = page.expect("answers").body;
        let lost: Vec<&String> = kept.iter().filter(|what| !page.contains(what.as_str())).collect();
        assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), kept.len());
    }
}
