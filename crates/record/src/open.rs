//! Making, opening and closing a record.

use std::{
    fs::{self, File},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
    time::Duration,
};

use uuid::Uuid;

use crate::{
    Cause, Domain, Mark, Place, PracticeId, Problem, Record, RootKey, What,
    backup::{KEYS, RECORD, private, sync_parent, vacant_but},
    checkpoint,
    keyring::Keyring,
    signer::{EVERY, Signer},
    store::{
        Store,
        memory::Memory,
        sqlite::{Sqlite, file},
    },
    tell,
    tombstone::Tombs,
    writer::Writer,
};

const LOCK: &str = "lock";

/// What a record is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intent {
    /// To be used: written to, and signed.
    Serve,
    /// To be proved: nothing is appended and nothing is signed.
    Prove,
}

/// The signer of an open record, and its thread.
pub(crate) struct Signing {
    pub signer: Arc<Signer>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Record {
    /// Makes a new record, and its root key if there is none at its place.
    ///
    /// # Errors
    /// When the folder holds anything already (it is left as it is then), or the place cannot be
    /// written.
    pub fn create(
        place: &Place,
        mark: Mark,
        practice: PracticeId,
        domains: &[Domain],
    ) -> Result<Self, Problem> {
        halves(&place.data)?;
        vacant_but(&place.data, &[LOCK])?;
        fs::create_dir_all(&place.data).map_err(Problem::file("the data folder"))?;
        private(&place.data)?;
        let lock = lock(&place.data)?;
        // Another process may have been quicker.
        vacant_but(&place.data, &[LOCK])?;
        let root = if place.root_key.exists() {
            RootKey::load(&place.root_key)?
        } else {
            RootKey::create(&place.root_key)?
        };
        let path = place.data.join(KEYS);
        let keys = Keyring::create(Some(&path), &root, practice, mark, domains)?;
        let meta = [
            ("practice", practice.0.as_bytes().to_vec()),
            ("mark", mark.name().as_bytes().to_vec()),
        ];
        let path = place.data.join(RECORD);
        file::create(&path, &meta)?;
        sync_parent(&place.data)?;
        let store = Arc::new(Sqlite::open(&path, practice, Intent::Serve)?);
        Self::with(practice, mark, store, keys, Some(place.clone()), Some(lock))
    }

    /// Opens a record. `mark` says whether a real or an invented one is meant.
    ///
    /// # Errors
    /// When it is not there, in use, of the other mark, newer, damaged, older than its keys, or
    /// its key does not fit.
    pub fn open(place: &Place, mark: Mark) -> Result<Self, Problem> {
        let record = Self::opened(place, mark, Intent::Serve)?;
        // To go on from an older state would grow a second history beside the one that is lost.
        // Any other fault leaves the record readable; it is told, and nothing is signed over it.
        match checkpoint::newest(record.store.as_ref(), &record.keys, record.practice) {
            Err(fault) if matches!(fault.what, What::OlderRecord(_)) => return Err(fault.into()),
            Err(_) | Ok(_) => {}
        }
        // A backup that was brought back still has the keys of who was erased since.
        record.destroy_entombed()?;
        record.signed(true, EVERY)
    }

    /// Opens a record to prove it: whatever is found, nothing is appended and nothing is signed.
    ///
    /// # Errors
    /// As for [`Record::open`].
    pub fn open_to_prove(place: &Place, mark: Mark) -> Result<Self, Problem> {
        Self::opened(place, mark, Intent::Prove)
    }

    fn opened(place: &Place, mark: Mark, intent: Intent) -> Result<Self, Problem> {
        let (path, keys) = (place.data.join(RECORD), place.data.join(KEYS));
        halves(&place.data)?;
        if !path.exists() {
            return Err(Problem::NoRecord);
        }
        let lock = lock(&place.data)?;
        let found = String::from_utf8_lossy(&file::meta(&path, "mark")?).into_owned();
        let practice = PracticeId(practice_of(&path)?);
        let open_keys = |mark| {
            let root = RootKey::load(&place.root_key)?;
            Keyring::open(&keys, &root, practice, mark, intent)
        };
        if found != mark.name() {
            // Perhaps it is of the mark that is meant, and somebody wrote the other over it.
            return Err(match open_keys(mark.other()) {
                Err(Problem::MarkChanged) => Problem::MarkChanged,
                Err(_) | Ok(_) => Problem::OtherMark { found, wanted: mark.name() },
            });
        }
        let keys = open_keys(mark)?;
        let store = Arc::new(Sqlite::open(&path, practice, intent)?);
        Self::unsigned(practice, mark, store, keys, Some(place.clone()), Some(lock))
    }

    /// A record in memory, for tests.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn in_memory(practice: PracticeId, domains: &[Domain]) -> Result<Self, Problem> {
        let root = RootKey(crate::key::Secret::random()?);
        let keys = Keyring::create(None, &root, practice, Mark::Real, domains)?;
        let store: Arc<dyn Store> = Arc::new(Memory::new(practice));
        Self::with(practice, Mark::Real, store, keys, None, None)
    }

    /// A new record.
    pub(crate) fn with(
        practice: PracticeId,
        mark: Mark,
        store: Arc<dyn Store>,
        keys: Keyring,
        place: Option<Place>,
        lock: Option<File>,
    ) -> Result<Self, Problem> {
        Self::unsigned(practice, mark, store, keys, place, lock)?.signed(false, EVERY)
    }

    pub(crate) fn unsigned(
        practice: PracticeId,
        mark: Mark,
        store: Arc<dyn Store>,
        keys: Keyring,
        place: Option<Place>,
        lock: Option<File>,
    ) -> Result<Self, Problem> {
        let tombs = Tombs::beside(place.as_ref(), practice, &keys)?;
        let writer = Writer::start(Arc::clone(&store))?;
        let (keys, heads) = (Arc::new(keys), Mutex::default());
        let signing = None;
        Ok(Self { practice, mark, store, keys, writer, signing, place, tombs, heads, _lock: lock })
    }

    /// Begins to sign; `opened` says that there may be entries which no checkpoint covers yet.
    pub(crate) fn signed(mut self, opened: bool, every: Duration) -> Result<Self, Problem> {
        let (store, keys) = (Arc::clone(&self.store), Arc::clone(&self.keys));
        let signer = Arc::new(Signer::new(self.practice, store, keys, every));
        let thread = Mutex::new(Some(signer.start(opened)?));
        self.signing = Some(Signing { signer, thread });
        Ok(self)
    }

    /// Commits what waits and signs all heads, unless the record was opened to be proved. Also
    /// done when the record is dropped.
    ///
    /// # Errors
    /// When the record does not prove itself, or the store fails.
    pub fn close(&self) -> Result<(), Problem> {
        self.writer.stop();
        let Some(signing) = &self.signing else { return Ok(()) };
        signing.signer.stop();
        let thread = signing.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // A panic of the signer was told by the panic hook; there is nothing to add.
            let _ = thread.join();
        }
        self.checkpoint()
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if let Err(problem) = self.close() {
            tell("the record was closed without a checkpoint", &[&problem]);
        }
    }
}

/// A record is two files; one without the other is not one.
fn halves(folder: &Path) -> Result<(), Problem> {
    match (folder.join(RECORD).exists(), folder.join(KEYS).exists()) {
        (false, true) => Err(Problem::Missing(RECORD)),
        (true, false) => Err(Problem::Missing(KEYS)),
        (true, true) | (false, false) => Ok(()),
    }
}

fn practice_of(path: &Path) -> Result<Uuid, Problem> {
    let damaged = |_| Problem::Damaged { file: RECORD, how: Cause::Words("the practice is no id") };
    Uuid::from_slice(&file::meta(path, "practice")?).map_err(damaged)
}

fn lock(folder: &Path) -> Result<File, Problem> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))
        .map_err(Problem::file("the lock file"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Problem::InUse),
        Err(fs::TryLockError::Error(source)) => {
            Err(Problem::File { what: "the lock file", source })
        }
    }
}
