//! Signs checkpoints while the record is in use: what was signed stays provable, so it is proved
//! before anything is signed over it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use jiff::Timestamp;

use crate::{
    Fault, PracticeId, Problem, StreamId, Telling, What, chain,
    checkpoint::{newest, root_over, signed_bytes},
    keyring::{Keyring, Note},
    store::{Head, SealedCheckpoint, Store},
    tell,
};

/// While there is something new, a checkpoint is signed after this time,
pub(crate) const EVERY: Duration = Duration::from_secs(60);
/// or after so many entries, whichever comes first.
const ENTRIES: u64 = 1_000;

pub(crate) struct Signer {
    practice: PracticeId,
    store: Arc<dyn Store>,
    keys: Arc<Keyring>,
    /// [`EVERY`]; only a test has less patience.
    every: Duration,
    /// What was signed last and proved to be there; none before the first proof, and after a
    /// failure.
    proved: Mutex<Option<Proved>>,
    news: Mutex<News>,
    told: Condvar,
}

/// No checkpoint is written while this is held.
pub(crate) struct Still<'a>(#[allow(dead_code)] MutexGuard<'a, Option<Proved>>);

struct Proved {
    number: u64,
    root: [u8; 32],
    heads: BTreeMap<StreamId, Head>,
}

/// What was appended since.
#[derive(Default)]
struct News {
    moved: HashMap<StreamId, Head>,
    entries: u64,
    stopped: bool,
}

impl Signer {
    pub(crate) fn new(
        practice: PracticeId,
        store: Arc<dyn Store>,
        keys: Arc<Keyring>,
        every: Duration,
    ) -> Self {
        let (proved, news, told) = (Mutex::default(), Mutex::default(), Condvar::new());
        Self { practice, store, keys, every, proved, news, told }
    }

    /// Signs from time to time, in a thread of its own.
    pub(crate) fn start(self: &Arc<Self>, opened: bool) -> Result<JoinHandle<()>, Problem> {
        let signer = Arc::clone(self);
        std::thread::Builder::new()
            .name("record-signer".to_owned())
            .spawn(move || signer.work(opened))
            .map_err(Problem::file("the signer's thread"))
    }

    /// A record that was killed may have entries that no checkpoint covers: they are signed first.
    fn work(&self, opened: bool) {
        let mut said = None;
        let mut due = opened;
        loop {
            if due && let Err(problem) = self.sign() {
                let why = Some(Telling::of("why:").with(&problem));
                if why != said {
                    tell("nothing is signed over the record", &[&problem]);
                    said = why;
                }
            }
            let Some(news) = self.wait() else { return };
            due = news;
        }
    }

    /// Waits until it is time; whether there is something new, or none when it is to stop.
    fn wait(&self) -> Option<bool> {
        let until = Instant::now() + self.every;
        let mut news = self.news();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if news.stopped {
                return None;
            }
            if news.entries >= ENTRIES || left.is_zero() {
                return Some(news.entries > 0);
            }
            let woken = self.told.wait_timeout(news, left);
            news = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Tells of an append that this process did.
    pub(crate) fn moved(&self, head: Head, entries: u64) {
        let mut news = self.news();
        news.entries += entries;
        let known = news.moved.entry(head.stream).or_insert(head);
        if head.sequence > known.sequence {
            *known = head;
        }
        if news.entries >= ENTRIES {
            self.told.notify_all();
        }
    }

    pub(crate) fn stop(&self) {
        self.news().stopped = true;
        self.told.notify_all();
    }

    /// While this is held no checkpoint is written, so that the two files fit each other.
    pub(crate) fn still(&self) -> Still<'_> {
        Still(self.proved())
    }

    /// Signs what is new, after proving it.
    pub(crate) fn sign(&self) -> Result<(), Problem> {
        let mut proved = self.proved();
        let moved = {
            let mut news = self.news();
            news.entries = 0;
            std::mem::take(&mut news.moved)
        };
        // If this fails nothing is proved any more, and the next one begins from the files.
        let before = proved.take();
        *proved = Some(self.sign_after(before, moved)?);
        Ok(())
    }

    fn sign_after(
        &self,
        before: Option<Proved>,
        moved: HashMap<StreamId, Head>,
    ) -> Result<Proved, Problem> {
        let (mut proved, moved) = match before {
            // The heads that did not move are signed again as this process knows them, never as
            // the file has them now: that cannot cover up anything, and `verify` compares.
            Some(proved) => (proved, moved.into_values().collect()),
            None => self.proved_anew()?,
        };
        for head in &moved {
            self.prove(proved.heads.get(&head.stream), head)?;
        }
        proved.heads.extend(moved.iter().map(|head| (head.stream, *head)));
        let root = root_over(proved.heads.values());
        if proved.heads.is_empty() || root == proved.root {
            return Ok(proved);
        }
        let (number, at) = (proved.number + 1, Timestamp::now().as_millisecond());
        let signature = self.keys.sign(&signed_bytes(self.practice, number, at, &root));
        // The record first, the note after it: killed in between, `keys.db` is one checkpoint
        // behind, which a proof allows. The other way round it would ask for a checkpoint that was
        // never written, and a healthy record would fail.
        self.store.keep_checkpoint(&SealedCheckpoint {
            number,
            at,
            root,
            signature,
            heads: moved,
        })?;
        self.keys.note(Note { number, root })?;
        Ok(Proved { number, root, heads: proved.heads })
    }

    /// Proves that each head of the newest checkpoint is still there; that one, and the heads that
    /// moved since.
    fn proved_anew(&self) -> Result<(Proved, Vec<Head>), Problem> {
        let (newest, note) = newest(self.store.as_ref(), &self.keys, self.practice)?;
        let proved =
            newest.map_or(Proved { number: 0, root: [0; 32], heads: BTreeMap::new() }, |newest| {
                Proved {
                    number: newest.number,
                    root: newest.root,
                    heads: newest.heads.into_iter().map(|head| (head.stream, head)).collect(),
                }
            });
        let now: BTreeMap<StreamId, Head> =
            self.store.heads()?.into_iter().map(|head| (head.stream, head)).collect();
        let (mut moved, mut stay) = (now.clone(), Vec::new());
        for (stream, signed) in &proved.heads {
            let Some(head) = now.get(stream) else {
                return Err(Fault::at(*stream, signed.sequence, What::Tail).into());
            };
            if head == signed {
                moved.remove(stream);
                stay.push(signed);
            }
        }
        for signed in stay {
            self.prove(Some(signed), signed)?;
        }
        if proved.number > note.number {
            // Killed between the two writes: the note is brought up to date, so that it is never
            // more than one behind.
            self.keys.note(Note { number: proved.number, root: proved.root })?;
        }
        Ok((proved, moved.into_values().collect()))
    }

    fn prove(&self, signed: Option<&Head>, now: &Head) -> Result<(), Problem> {
        let from = signed.map_or(1, |signed| signed.sequence);
        let entries = self.store.entries(now.stream, from)?;
        Ok(chain::leads(self.practice, signed, now, &entries)?)
    }

    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn proved(&self) -> MutexGuard<'_, Option<Proved>> {
        self.proved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        Append, Domain, Mark, OwnerId, Record, RootKey, key::Secret, store::memory::Memory,
    };

    const RECORD: Domain = Domain("record");

    fn signing_every(every: Duration) -> Record {
        let practice = PracticeId(Uuid::from_u128(1));
        let root = RootKey(Secret::random().expect("random"));
        let keys = Keyring::create(None, &root, practice, Mark::Real, &[RECORD]).expect("keys");
        let store = Arc::new(Memory::new(practice));
        let record = Record::unsigned(practice, Mark::Real, store, keys, None, None);
        record.and_then(|record| record.signed(false, every)).expect("record")
    }

    fn append(record: &Record, expected: u64) {
        let write = Append {
            owner: OwnerId(Uuid::from_u128(2)),
            domain: RECORD,
            stream: StreamId(Uuid::from_u128(2)),
            expected,
            key: Uuid::new_v4(),
            asked: Vec::new(),
            entries: vec![vec![7; 10]],
            summary: Vec::new(),
            at: Timestamp::UNIX_EPOCH,
        };
        record.append(write).expect("appends");
    }

    fn number(record: &Record) -> u64 {
        record.latest_checkpoint().expect("reads").map_or(0, |line| line.number)
    }

    /// Far fewer than [`ENTRIES`] are appended here: the time alone brings the signature.
    #[test]
    fn a_single_entry_is_signed_when_its_time_has_come_and_each_later_one_too() {
        let record = signing_every(Duration::from_millis(30));
        for round in 1..=3 {
            append(&record, round - 1);
            let begun = Instant::now();
            while number(&record) < round {
                assert!(begun.elapsed() < Duration::from_secs(10), "{round} was never signed");
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(number(&record), 3, "nothing new, nothing signed");
        assert_eq!(record.verify().expect("whole").checkpoints, 3);
    }

    #[test]
    fn a_record_in_use_signs_every_minute_and_not_at_once() {
        let record = Record::in_memory(PracticeId(Uuid::from_u128(1)), &[RECORD]).expect("record");
        let signing = record.signing.as_ref().expect("signs");
        assert_eq!(signing.signer.every, Duration::from_secs(60));
        append(&record, 0);
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(number(&record), 0);
    }
}
