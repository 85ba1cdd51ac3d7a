//! The one writer: all appends that wait are committed in one durable step.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
};

use crate::{
    Appended, Cause, Problem,
    store::{SealedWrite, Store},
};

/// So many appends are committed together at the most.
const TOGETHER: usize = 256;
/// So many may wait.
const WAITING: usize = 1024;

type Outcome = Result<Appended, Problem>;

struct Job {
    write: SealedWrite,
    answer: SyncSender<Outcome>,
}

pub(crate) struct Writer {
    jobs: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(crate) fn start(store: Arc<dyn Store>) -> Result<Self, Problem> {
        let (jobs, waiting) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("record-writer".to_owned())
            .spawn(move || work(store.as_ref(), &waiting))
            .map_err(Problem::file("the writer's thread"))?;
        Ok(Self { jobs: Mutex::new(Some(jobs)), thread: Mutex::new(Some(thread)) })
    }

    /// Commits an append; returns when it is durable, or refused.
    pub(crate) fn commit(&self, write: SealedWrite) -> Outcome {
        let stopped = || Problem::Store(Cause::Words("the writer has stopped"));
        let (answer, outcome) = sync_channel(1);
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        jobs.ok_or_else(stopped)?.send(Job { write, answer }).map_err(|_| stopped())?;
        outcome.recv().map_err(|_| stopped())?
    }

    /// Commits what waits, and stops.
    pub(crate) fn stop(&self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // A panic of the writer was told by the panic hook; there is nothing to add.
            let _ = thread.join();
        }
    }
}

fn work(store: &dyn Store, waiting: &Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let mut jobs = vec![first];
        jobs.extend(waiting.try_iter().take(TOGETHER - 1));
        let (writes, answers): (Vec<SealedWrite>, Vec<_>) =
            jobs.into_iter().map(|job| (job.write, job.answer)).unzip();
        match store.append(&writes) {
            Ok(outcomes) => {
                for (answer, outcome) in answers.iter().zip(outcomes) {
                    let _ = answer.send(Ok(outcome));
                }
            }
            // One write that fails must not take the others with it: each is tried alone.
            Err(_) => {
                for (write, answer) in writes.iter().zip(&answers) {
                    let alone = store.append(std::slice::from_ref(write));
                    let outcome = alone.and_then(|outcomes| {
                        let missing = || Problem::Store(Cause::Words("no outcome"));
                        outcomes.into_iter().next().ok_or_else(missing)
                    });
                    let _ = answer.send(outcome);
                }
            }
        }
    }
}
