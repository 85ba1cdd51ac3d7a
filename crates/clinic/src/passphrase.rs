//! Passphrases: kept only as Argon2id hashes, a few at a time.

use std::sync::{Condvar, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use ring::rand::{SecureRandom, SystemRandom};

use crate::Problem;

/// What a hash costs: memory in KiB, passes, lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// The cost of today. Security plan §3.5: 64 MiB, three passes, one lane.
const COST: Cost = Cost { memory: 65_536, passes: 3, lanes: 1 };
/// A stored form that asks for more memory than this is no form of ours.
const MOST_MEMORY: u32 = 1024 * 1024;
/// So many hashes are computed at once; more wait.
const AT_ONCE: usize = 2;
/// So many may wait; more are turned away.
const WAITING: usize = 16;
/// The most characters of a passphrase.
const LONGEST: usize = 256;
/// A name of fewer characters may stand in a passphrase by chance.
const SHORTEST_NAME: usize = 3;
/// Words and runs that people choose first, gathered for this program. Alone, doubled, joined and
/// with figures and signs around them they make several thousand passphrases.
const COMMON: &str = include_str!("passphrase/guessed_first.txt");

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
        let hash = self.compute(passphrase, &salt, COST)?;
        let Cost { memory, passes, lanes } = COST;
        Ok(format!("argon2id$19${memory},{passes},{lanes}${}${}", hex(&salt), hex(&hash)))
    }

    /// Whether a passphrase fits a stored form, computed as that form says. Without a stored form
    /// the same work is done.
    pub(crate) fn fits(&self, passphrase: &str, stored: Option<&str>) -> Result<bool, Problem> {
        let read = stored.and_then(Stored::read);
        let (cost, salt, wanted) = match read {
            Some(stored) => (stored.cost, stored.salt, stored.hash),
            None => (COST, vec![0; 16], Vec::new()),
        };
        let hash = self.compute(passphrase, &salt, cost)?;
        let digest = |bytes: &[u8]| ring::digest::digest(&ring::digest::SHA256, bytes);
        // Digests are compared, so that time tells nothing of where two hashes part.
        Ok(digest(&hash).as_ref() == digest(&wanted).as_ref())
    }

    fn compute(&self, passphrase: &str, salt: &[u8], cost: Cost) -> Result<[u8; 32], Problem> {
        let _turn = self.turn()?;
        let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32))
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

/// A stored form, read.
struct Stored {
    cost: Cost,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Stored {
    fn read(stored: &str) -> Option<Self> {
        let [_, _, cost, salt, hash] = stored.split('$').collect::<Vec<_>>().try_into().ok()?;
        let numbers: Vec<u32> = cost.split(',').filter_map(|n| n.parse().ok()).collect();
        let [memory, passes, lanes] = numbers.try_into().ok()?;
        let cost = Cost { memory, passes, lanes };
        (memory <= MOST_MEMORY).then(|| Self { cost, salt: unhex(salt), hash: unhex(hash) })
    }
}

/// Whether a stored form cost less than is asked today.
pub(crate) fn is_weak(stored: &str) -> bool {
    Stored::read(stored)
        .is_none_or(|read| read.cost.memory < COST.memory || read.cost.passes < COST.passes)
}

/// Whether a passphrase may be used. `known` are names that everybody would try: the sign-in name
/// and the practice's.
///
/// # Errors
/// When it is shorter than the role asks, longer than 256 characters, or too easy to guess.
pub fn allowed(passphrase: &str, at_least: usize, known: &[&str]) -> Result<(), Problem> {
    let length = passphrase.chars().count();
    if length < at_least {
        return Err(Problem::TooShort { at_least });
    }
    if length > LONGEST {
        return Err(Problem::TooLong);
    }
    let lower = passphrase.to_lowercase();
    let named = known
        .iter()
        .map(|name| name.trim().to_lowercase())
        .any(|name| name.chars().count() >= SHORTEST_NAME && lower.contains(&name));
    if named || is_common(&lower) { Err(Problem::TooSimple) } else { Ok(()) }
}

/// Whether it is one character over and over, a run along the keyboard, or made of nothing but the
/// words and runs that people choose first.
fn is_common(lower: &str) -> bool {
    let mut characters = lower.chars();
    let first = characters.next();
    if characters.all(|character| Some(character) == first) {
        return true;
    }
    let (runs, words): (Vec<&str>, Vec<&str>) = COMMON
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .partition(|line| line.starts_with('>'));
    let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let along = |run: &&str| {
        let run = run.trim_start_matches('>');
        let forward = run.repeat(plain.len() / run.len() + 2);
        let backward: String = forward.chars().rev().collect();
        forward.contains(&plain) || backward.contains(&plain)
    };
    if runs.iter().any(along) {
        return true;
    }
    // The longest words first, so that one inside another does not leave a rest.
    let mut words = words;
    words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let letters: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() {
        return false;
    }
    words.iter().fold(letters, |rest, word| rest.replace(word, "")).is_empty()
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
