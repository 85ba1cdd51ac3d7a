//! What `keys.db` knows of the newest checkpoint, so that a record without it is found out.

use rusqlite::{OptionalExtension, params};

use super::Keyring;
use crate::{Fault, Problem, What, durable::kept, seal};

/// The newest checkpoint as `keys.db` knows it; number 0 before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub number: u64,
    pub root: [u8; 32],
}

impl Note {
    pub(super) const NONE: Self = Self { number: 0, root: [0; 32] };
}

impl Keyring {
    /// Notes the newest checkpoint, durably.
    pub(crate) fn note(&self, note: Note) -> Result<(), Problem> {
        let number = i64::try_from(note.number).unwrap_or(i64::MAX);
        let mac = seal::mac(&self.proof, &about(&note.number.to_be_bytes(), &note.root));
        kept(self.tables().execute(
            "INSERT INTO newest_checkpoint(one, number, root, mac) VALUES (1, ?1, ?2, ?3)
             ON CONFLICT DO UPDATE
             SET number = excluded.number, root = excluded.root, mac = excluded.mac",
            params![number, note.root, mac],
        ))?;
        Ok(())
    }

    /// The newest checkpoint that was noted. The row is there from the beginning, so a missing
    /// one is a fault like a changed one.
    pub(crate) fn noted(&self) -> Result<Note, Fault> {
        let row: Option<(i64, [u8; 32], Vec<u8>)> = self
            .tables()
            .query_row("SELECT number, root, mac FROM newest_checkpoint", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()
            .map_err(Problem::from)?;
        let wrong = || Fault::whole(What::Note);
        let (number, root, mac) = row.ok_or_else(wrong)?;
        let number = u64::try_from(number).map_err(|_| wrong())?;
        if !seal::is_mac(&self.proof, &about(&number.to_be_bytes(), &root), &mac) {
            return Err(wrong());
        }
        Ok(Note { number, root })
    }
}

fn about<'a>(number: &'a [u8; 8], root: &'a [u8; 32]) -> [&'a [u8]; 3] {
    [b"newest-checkpoint-1", number, root]
}
