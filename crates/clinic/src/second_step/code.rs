//! Recovery codes: ten, each for one sign-in, kept only as hashes.

use ipt::AccountId;
use ring::{
    digest,
    rand::{SecureRandom, SystemRandom},
};
use rusqlite::{Connection, params};

use crate::Problem;

/// So many are made at a time. Security plan §3.5.
const CODES: usize = 10;
/// Letters and figures that are not taken for one another (no 0, 1, I, O): five bits each.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Characters of a code: 125 bits, so that a plain hash is enough (ASVS 5.0, 6.5.2 asks it from
/// 112 bits on).
const LENGTH: usize = 25;
/// They are shown in groups of so many.
const GROUP: usize = 5;

/// Ten fresh codes, as they are shown.
pub(super) fn fresh() -> Result<Vec<String>, Problem> {
    let mut bytes = [0_u8; CODES * LENGTH];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Problem::Fault("random source"))?;
    Ok(bytes.chunks(LENGTH).map(shown).collect())
}

/// The low five bits of each byte choose a letter: each is as likely as the others.
fn shown(bytes: &[u8]) -> String {
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte & 31)]);
    let groups = bytes.chunks(GROUP).map(|group| group.iter().map(letter).collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// A code as it is kept, however it was typed.
pub(super) fn hash(id: AccountId, typed: &str) -> Vec<u8> {
    let plain = typed.chars().filter(|c| c.is_alphanumeric());
    let plain: String = plain.flat_map(char::to_uppercase).collect();
    let bytes = [id.0.as_bytes().as_slice(), plain.as_bytes()].concat();
    digest::digest(&digest::SHA256, &bytes).as_ref().to_vec()
}

/// Puts these in the place of those that were.
pub(super) fn replace(tables: &Connection, id: AccountId, codes: &[String]) -> Result<(), Problem> {
    tables.execute("DELETE FROM recovery_code WHERE account = ?1", params![id.0])?;
    for code in codes {
        tables.execute(
            "INSERT INTO recovery_code(hash, account) VALUES (?1, ?2)",
            params![hash(id, code), id.0],
        )?;
    }
    Ok(())
}
