//! Passphrases: kept only as Argon2id hashes, a few at a time.

use std::sync::{Condvar, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use ring::rand::{SecureRandom, SystemRandom};

use crate::Problem;

/// Memory in KiB. Security plan §3.5: 64 MiB, three passes, one lane.
const MEMORY: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// So many hashes are computed at once; more wait.
const AT_ONCE: usize = 2;
/// So many may wait; more are turned away.
const WAITING: usize = 16;
/// The most characters of a passphrase.
const LONGEST: usize = 256;

/// A bound on how many hashes are computed at once, and so on their memory.
#[derive(Default)]
pub(crate) struct Hashing {
    /// How many are being computed, and how many wait.
    state: Mutex<(usize, usize)>,
    freed: Condvar,
}

impl Hashing {
    /// The stored form of a passphrase.
    pub(crate) fn hash(&self, passphrase: &str) -> Result<String, Problem> {
        let mut salt = [0_u8; 16];
        SystemRandom::new().fill(&mut salt).map_err(|_| Problem::Fault("random source"))?;
        let hash = self.compute(passphrase, &salt)?;
        Ok(format!("argon2id$19${MEMORY},{PASSES},{LANES}${}${}", hex(&salt), hex(&hash)))
    }

    /// Whether a passphrase fits a stored form. Without a stored form the same work is done.
    pub(crate) fn fits(&self, passphrase: &str, stored: Option<&str>) -> Result<bool, Problem> {
        let parts: Vec<&str> = stored.unwrap_or_default().split('$').collect();
        let (salt, wanted) = match parts.as_slice() {
            [_, _, _, salt, hash] => (unhex(salt), unhex(hash)),
            _ => (vec![0; 16], Vec::new()),
        };
        let hash = self.compute(passphrase, &salt)?;
        let digest = |bytes: &[u8]| ring::digest::digest(&ring::digest::SHA256, bytes);
        // Digests are compared, so that time tells nothing of where two hashes part.
        Ok(digest(&hash).as_ref() == digest(&wanted).as_ref())
    }

    fn compute(&self, passphrase: &str, salt: &[u8]) -> Result<[u8; 32], Problem> {
        let _turn = self.turn()?;
        let params = Params::new(MEMORY, PASSES, LANES, Some(32))
            .map_err(|_| Problem::Fault("argon2 parameters"))?;
        let mut hash = [0_u8; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, &mut hash)
            .map_err(|_| Problem::Fault("argon2"))?;
        Ok(hash)
    }

    fn turn(&self) -> Result<Turn<'_>, Problem> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0 >= AT_ONCE {
            if state.1 >= WAITING {
                return Err(Problem::Busy);
            }
            state.1 += 1;
            while state.0 >= AT_ONCE {
                state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            state.1 -= 1;
        }
        state.0 += 1;
        Ok(Turn(self))
    }
}

/// A turn at hashing, given back when dropped.
struct Turn<'a>(&'a Hashing);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).0 -= 1;
        self.0.freed.notify_one();
    }
}

/// Whether a passphrase may be used.
///
/// # Errors
/// When it is shorter than the role asks, or longer than 256 characters.
pub fn allowed(passphrase: &str, at_least: usize) -> Result<(), Problem> {
    let length = passphrase.chars().count();
    if length < at_least {
        Err(Problem::TooShort { at_least })
    } else if length > LONGEST {
        Err(Problem::TooLong)
    } else {
        Ok(())
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .filter_map(|pair| std::str::from_utf8(pair).ok())
        .filter_map(|pair| u8::from_str_radix(pair, 16).ok())
        .collect()
}
