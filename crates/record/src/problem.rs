//! What can go wrong with a record. No message holds anything of its content.

use crate::{Cause, Fault, StreamId};

/// A problem of the record.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// There is something already.
    #[error("R1: the folder is not empty; choose an empty one")]
    NotEmpty,
    /// There is no record.
    #[error("R2: there is no record in this folder; check --data")]
    NoRecord,
    /// Another process has it open.
    #[error("R3: the record is in use by another process; stop that one first")]
    InUse,
    /// It is of the other mark.
    #[error("R4: this is a {found} record; this command works on {wanted} records only")]
    OtherMark {
        /// What it is.
        found: String,
        /// What was asked for.
        wanted: &'static str,
    },
    /// A newer program wrote it.
    #[error(
        "R5: the record is of format {found}; this program knows up to {known}: use the newer program"
    )]
    Newer {
        /// The version found.
        found: i64,
        /// The version known.
        known: i64,
    },
    /// The root key is not there.
    #[error("R6: there is no root key at the given place; check --root-key")]
    NoRootKey,
    /// The root key's file is not one.
    #[error("R7: the file of the root key is damaged or is no root key")]
    BadRootKey,
    /// Others may read the root key.
    #[error("R8: the file of the root key can be read by others; set its mode to 0600")]
    RootKeyOpen,
    /// The root key is of another record.
    #[error("R9: the root key does not fit this record")]
    WrongRootKey,
    /// A fault in the chain.
    #[error("R10: the record is damaged: stream {}, entry {sequence}; run `openipt verify`", .stream.0)]
    Broken {
        /// Where.
        stream: StreamId,
        /// At which entry.
        sequence: u64,
    },
    /// A summary does not open.
    #[error("R11: a summary is damaged: stream {}; run `openipt verify`", .stream.0)]
    BrokenSummary {
        /// Where.
        stream: StreamId,
    },
    /// Sealed bytes kept by the caller do not open.
    #[error("R12: a sealed row was changed or moved")]
    BrokenLoose,
    /// The keys of the owner were destroyed.
    #[error("R13: this was erased: its keys were destroyed")]
    Erased,
    /// The same idempotency key came with another body.
    #[error("R14: the same key was used for something else")]
    KeyUsedOtherwise,
    /// No room.
    #[error("R15: the disk is full; nothing was written: make room and try again")]
    DiskFull,
    /// SQLite is too old.
    #[error("R16: SQLite {0} can lose acknowledged writes; 3.51.3 or later is needed")]
    OldEngine(&'static str),
    /// The store.
    #[error("R17: the store failed: {0}")]
    Store(Cause),
    /// A file.
    #[error("R18: {what}: {source}")]
    File {
        /// What was being done.
        what: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A file of the record is not what it should be.
    #[error("R24: {file} is damaged: {how}; bring back a backup")]
    Damaged {
        /// Which.
        file: &'static str,
        /// What the engine says of it.
        how: Cause,
    },
    /// One of the two files is gone.
    #[error("R25: {0} is missing from the folder; bring back a backup")]
    Missing(&'static str),
    /// The mark is not the one under which the keys were wrapped.
    #[error("R26: the mark of the record (real or invented) was changed; bring back a backup")]
    MarkChanged,
    /// It does not prove itself: nothing is signed over it, and it is not backed up.
    #[error("R27: the record is not whole: {0}")]
    NotWhole(Box<Fault>),
    /// It was opened to be proved.
    #[error("R28: the record was opened to be proved, not to be written")]
    ToBeProved,
    /// A folder without a name of its own.
    #[error("R29: name the data folder itself, neither . nor ..")]
    NoName,
    /// The list of who was erased cannot be trusted.
    #[error(
        "R30: the list of who was erased, beside the root key, was changed; bring back the list \
         itself: without it somebody who was erased could come back"
    )]
    TombsDamaged,
    /// The random source or a cipher failed.
    #[error("R19: the cryptographic library failed")]
    Cryptography,
}

impl Problem {
    /// Whether there was no room.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::DiskFull)
    }

    /// Whether the record itself is at fault, rather than its surroundings or its user.
    pub fn is_fault(&self) -> bool {
        matches!(
            self,
            Self::Broken { .. }
                | Self::BrokenSummary { .. }
                | Self::BrokenLoose
                | Self::Damaged { .. }
                | Self::Missing(_)
                | Self::MarkChanged
                | Self::NotWhole(_)
        )
    }

    /// A file that cannot be read as a database of ours is damaged; a lock or a full disk is not.
    pub(crate) fn in_file(file: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, Unknown};
        move |error| match error.sqlite_error() {
            Some(engine) if ![DatabaseCorrupt, NotADatabase, Unknown].contains(&engine.code) => {
                error.into()
            }
            Some(_) | None => {
                Self::Damaged { file, how: Cause::of(&error, "a row is not as expected") }
            }
        }
    }

    pub(crate) fn file(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { what, source }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::NotWhole(Box::new(fault))
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(engine) if engine.code == rusqlite::ErrorCode::DiskFull => Self::DiskFull,
            Some(_) | None => Self::Store(Cause::of(&error, "a row was not as expected")),
        }
    }
}
