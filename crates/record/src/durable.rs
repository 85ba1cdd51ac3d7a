//! What SQLite says about durability, told apart in one place for every file of the record.

use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};

use crate::{Problem, tell};

/// The outcome of a commit, or of folding the write-ahead log into its file.
pub(crate) fn kept<T>(outcome: rusqlite::Result<T>) -> Result<T, Problem> {
    outcome.map_err(|error| {
        stop_if_unknown(&error);
        error.into()
    })
}

/// Stops the process after a failed fsync, of the record or of a file that its caller keeps.
///
/// Nobody knows then what is on the disk, and asking again tells nothing: the system may have
/// dropped the pages. Going on could lose acknowledged words, so the process stops; at the next
/// start the log says what is there.
pub fn stop_if_unknown(error: &rusqlite::Error) {
    if is_unknown(error) {
        tell("the disk failed to keep a write (fsync): stopping so that nothing is lost", &[]);
        std::process::abort();
    }
}

/// Whether nobody knows what is on the disk now.
fn is_unknown(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|engine| engine.extended_code);
    matches!(code, Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC))
}

#[cfg(test)]
mod tests {
    use rusqlite::{Error, ffi};

    use super::*;

    #[test]
    fn a_failed_fsync_of_a_file_or_a_folder_is_told_from_all_else() {
        let of = |code| Error::SqliteFailure(ffi::Error::new(code), None);
        assert!(is_unknown(&of(ffi::SQLITE_IOERR_FSYNC)));
        assert!(is_unknown(&of(ffi::SQLITE_IOERR_DIR_FSYNC)));
        assert!(!is_unknown(&of(ffi::SQLITE_IOERR_WRITE)));
        assert!(!is_unknown(&of(ffi::SQLITE_FULL)));
        assert!(!is_unknown(&Error::QueryReturnedNoRows));
        assert!(kept::<()>(Err(of(ffi::SQLITE_FULL))).is_err_and(|p| p.is_disk_full()));
    }
}
