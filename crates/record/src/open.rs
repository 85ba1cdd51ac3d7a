//! Making, opening and closing a record.

use std::{
    fs::{self, File},
    path::Path,
    sync::{Arc, Mutex},
};

use uuid::Uuid;

use crate::{
    Domain, Mark, Place, PracticeId, Problem, Record, RootKey,
    backup::{KEYS, RECORD, private},
    keyring::Keyring,
    store::{Store, memory::Memory, sqlite},
    writer::Writer,
};

const LOCK: &str = "lock";

impl Record {
    /// Makes a new record, and its root key if there is none at its place.
    ///
    /// # Errors
    /// When there is a record already, or the place cannot be written.
    pub fn create(
        place: &Place,
        mark: Mark,
        practice: PracticeId,
        domains: &[Domain],
    ) -> Result<Self, Problem> {
        fs::create_dir_all(&place.data).map_err(Problem::file("the data folder"))?;
        private(&place.data)?;
        let lock = lock(&place.data)?;
        if place.data.join(RECORD).exists() || place.data.join(KEYS).exists() {
            return Err(Problem::NotEmpty);
        }
        let root = if place.root_key.exists() {
            RootKey::load(&place.root_key)?
        } else {
            RootKey::create(&place.root_key)?
        };
        let keys = Keyring::create(Some(&place.data.join(KEYS)), &root, practice, domains)?;
        let meta = [
            ("practice", practice.0.as_bytes().to_vec()),
            ("mark", mark.name().as_bytes().to_vec()),
        ];
        sqlite::create(&place.data.join(RECORD), &meta)?;
        Self::with_sqlite(place, mark, practice, keys, lock)
    }

    /// Opens a record. `mark` says whether a real or an invented one is meant.
    ///
    /// # Errors
    /// When it is not there, in use, of the other mark, newer, or its key does not fit.
    pub fn open(place: &Place, mark: Mark) -> Result<Self, Problem> {
        let path = place.data.join(RECORD);
        if !path.exists() {
            return Err(Problem::NoRecord);
        }
        let lock = lock(&place.data)?;
        let found = String::from_utf8_lossy(&sqlite::meta(&path, "mark")?).into_owned();
        if found != mark.name() {
            return Err(Problem::OtherMark { found, wanted: mark.name() });
        }
        let practice = PracticeId(practice_of(&path)?);
        let root = RootKey::load(&place.root_key)?;
        let keys = Keyring::open(&place.data.join(KEYS), &root, practice)?;
        Self::with_sqlite(place, mark, practice, keys, lock)
    }

    /// A record in memory, for tests.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn in_memory(practice: PracticeId, domains: &[Domain]) -> Result<Self, Problem> {
        let root = RootKey(crate::key::Secret::random()?);
        let keys = Keyring::create(None, &root, practice, domains)?;
        let store: Arc<dyn Store> = Arc::new(Memory::new(practice));
        Self::with(practice, Mark::Real, store, keys, None, None)
    }

    fn with_sqlite(
        place: &Place,
        mark: Mark,
        practice: PracticeId,
        keys: Keyring,
        lock: File,
    ) -> Result<Self, Problem> {
        let store = sqlite::Sqlite::open(&place.data.join(RECORD), practice)?;
        Self::with(practice, mark, Arc::new(store), keys, Some(place.clone()), Some(lock))
    }

    pub(crate) fn with(
        practice: PracticeId,
        mark: Mark,
        store: Arc<dyn Store>,
        keys: Keyring,
        place: Option<Place>,
        lock: Option<File>,
    ) -> Result<Self, Problem> {
        let writer = Writer::start(Arc::clone(&store))?;
        let heads = Mutex::default();
        Ok(Self { practice, mark, store, keys, writer, place, heads, _lock: lock })
    }

    /// Commits what waits and signs all heads. Also done when the record is dropped.
    ///
    /// # Errors
    /// When the store fails.
    pub fn close(&self) -> Result<(), Problem> {
        self.writer.stop();
        self.checkpoint()
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        if let Err(problem) = self.close() {
            eprintln!("the record was closed without a checkpoint: {problem}");
        }
    }
}

fn practice_of(path: &Path) -> Result<Uuid, Problem> {
    Uuid::from_slice(&sqlite::meta(path, "practice")?).map_err(|_| Problem::NoRecord)
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
