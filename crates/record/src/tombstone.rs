//! The list of who was erased. It lies beside the root key, outside of the record and its backups,
//! so that a backup that is brought back does not bring them back: whoever is on it loses their
//! keys again before a record is served.
//!
//! A tombstone names nobody. Its references are MACs of owners under a key that comes from the root
//! key: they tell nothing to whoever has the list, and nobody else can write one. Each line proves
//! the lines before it, so that none can be taken out of the middle.

use std::{
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    OwnerId, Place, PracticeId, Problem, Record, backup::sync_parent, keyring::Keyring, seal,
};

const FIRST_LINE: &str = "openipt erased 1";

/// Stands for an owner and tells nothing of who that is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; 16]);

impl Reference {
    pub(crate) fn of(mac: [u8; 32]) -> Self {
        let mut short = [0; 16];
        short.copy_from_slice(&mac[..16]);
        Self(short)
    }

    fn read(text: &str) -> Option<Self> {
        seal::unhex(text)?.try_into().ok().map(Self)
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&seal::hex(&self.0))
    }
}

impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// What stays of somebody who was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// The owners whose keys are destroyed, never none.
    pub references: Vec<Reference>,
    /// The day.
    pub on: Date,
    /// Who asked for it.
    pub asked_by: Uuid,
    /// Who confirmed it.
    pub confirmed_by: Uuid,
    /// The kind of reason: one word of the caller's list.
    pub reason: String,
}

impl std::fmt::Display for Tombstone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let references: Vec<String> = self.references.iter().map(Reference::to_string).collect();
        let (asked, confirmed) = (self.asked_by.simple(), self.confirmed_by.simple());
        write!(f, "{} {} {asked} {confirmed} {}", references.join(","), self.on, self.reason)
    }
}

impl std::str::FromStr for Tombstone {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let parts: Vec<&str> = text.split(' ').collect();
            let [references, on, asked, confirmed, reason] = parts[..] else { return None };
            Some(Self {
                references: references.split(',').map(Reference::read).collect::<Option<_>>()?,
                on: on.parse().ok()?,
                asked_by: asked.parse().ok()?,
                confirmed_by: confirmed.parse().ok()?,
                reason: reason.to_owned(),
            })
        };
        read().ok_or("no tombstone")
    }
}

/// The list as it is held.
pub(crate) struct Tombs {
    /// None in memory.
    file: Option<PathBuf>,
    stones: Mutex<Vec<Tombstone>>,
}

impl Tombs {
    /// One list for each practice: one root key may serve several.
    pub(crate) fn beside(
        place: Option<&Place>,
        practice: PracticeId,
        keys: &Keyring,
    ) -> Result<Self, Problem> {
        let file = place.map(|place| {
            let mut name = place.root_key.as_os_str().to_owned();
            name.push(format!(".{}.erased", practice.0.simple()));
            PathBuf::from(name)
        });
        let stones = file.as_deref().map(|file| read(file, keys)).transpose()?;
        Ok(Self { file, stones: Mutex::new(stones.unwrap_or_default()) })
    }

    fn stones(&self) -> MutexGuard<'_, Vec<Tombstone>> {
        self.stones.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Record {
    /// What stands for an owner in the list of who was erased.
    pub fn reference(&self, owner: OwnerId) -> Reference {
        self.keys.reference(owner)
    }

    /// Everybody who was erased, the oldest first.
    pub fn tombstones(&self) -> Vec<Tombstone> {
        self.tombs.stones().clone()
    }

    /// Whether an owner is among them.
    pub fn is_entombed(&self, owner: OwnerId) -> bool {
        let stones = self.tombs.stones();
        // Mostly nobody was erased, and then nothing needs to be computed.
        if stones.is_empty() {
            return false;
        }
        let reference = self.reference(owner);
        stones.iter().any(|stone| stone.references.contains(&reference))
    }

    /// Puts a tombstone on the list, durably; once, however often it is asked.
    ///
    /// # Errors
    /// When the list cannot be written; nobody is erased then.
    pub fn entomb(&self, stone: &Tombstone) -> Result<(), Problem> {
        let mut stones = self.tombs.stones();
        if stones.iter().any(|known| known.references == stone.references) {
            return Ok(());
        }
        let mut with = stones.clone();
        with.push(stone.clone());
        if let Some(file) = &self.tombs.file {
            write(file, &self.keys, &with)?;
        }
        *stones = with;
        Ok(())
    }

    /// Destroys the keys of everybody on the list who has any, and says how many those were.
    ///
    /// # Errors
    /// When the keys cannot be read or written.
    pub fn destroy_entombed(&self) -> Result<usize, Problem> {
        if self.tombs.stones().is_empty() {
            return Ok(0);
        }
        let mut destroyed = 0;
        for owner in self.keys.owners()? {
            if self.is_entombed(owner) {
                self.keys.destroy(owner)?;
                destroyed += 1;
            }
        }
        Ok(destroyed)
    }
}

/// The list in a file; nobody when there is none. What is not as we wrote it is not served past:
/// somebody who was erased might come back.
fn read(file: &Path, keys: &Keyring) -> Result<Vec<Tombstone>, Problem> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Problem::File { what: "the list of who was erased", source }),
    };
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) {
        return Err(Problem::TombsDamaged);
    }
    let mut before = [0; 32];
    let mut stones = Vec::new();
    for line in lines {
        let (stone, mac) = line.rsplit_once(' ').ok_or(Problem::TombsDamaged)?;
        let given = seal::unhex(mac).ok_or(Problem::TombsDamaged)?;
        before = keys.after(&before, stone);
        if given != before {
            return Err(Problem::TombsDamaged);
        }
        stones.push(stone.parse().map_err(|_| Problem::TombsDamaged)?);
    }
    Ok(stones)
}

/// Writes the whole list anew beside the old one and puts it in its place: never a half line.
fn write(file: &Path, keys: &Keyring, stones: &[Tombstone]) -> Result<(), Problem> {
    let mut before = [0; 32];
    let mut text = format!("{FIRST_LINE}\n");
    for stone in stones {
        let stone = stone.to_string();
        before = keys.after(&before, &stone);
        text.push_str(&format!("{stone} {}\n", seal::hex(&before)));
    }
    let mut aside = file.as_os_str().to_owned();
    aside.push(".new");
    let failed = Problem::file("the list of who was erased");
    let written = || {
        let mut options = fs::OpenOptions::new();
        let mut new = options.write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        fs::rename(&aside, file)
    };
    written().map_err(failed)?;
    sync_parent(file)
}
