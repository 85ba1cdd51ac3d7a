//! The only file, with `key.rs`, that calls cryptography.
//!
//! AES-256-GCM from `ring`: one key per person keeps the number of entries under one key far
//! below the bound for random 96-bit nonces (2^32), and it is the fastest of those measured. The
//! algorithm byte in the header leaves room for another.

use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    digest, hmac,
    rand::{SecureRandom, SystemRandom},
};

use crate::{
    Problem,
    key::{DataKey, Secret},
};

/// AES-256-GCM.
pub(crate) const ALGORITHM: u8 = 1;

/// Plain bytes are padded before sealing, since length tells: to a multiple of 256 bytes up to
/// 4 KiB, of 1,024 above. The first four bytes are the length.
fn padded(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let length = u32::try_from(bytes.len()).map_err(|_| Problem::Cryptography)?;
    let whole = bytes.len() + 4;
    let step = if whole <= 4096 { 256 } else { 1024 };
    let mut padded = Vec::with_capacity(whole.next_multiple_of(step) + 32);
    padded.extend(length.to_be_bytes());
    padded.extend(bytes);
    padded.resize(whole.next_multiple_of(step), 0);
    Ok(padded)
}

fn unpadded(mut bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let length: [u8; 4] =
        bytes.get(..4).and_then(|b| b.try_into().ok()).ok_or(Problem::Cryptography)?;
    let end = 4 + usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX - 4);
    if end > bytes.len() {
        return Err(Problem::Cryptography);
    }
    bytes.truncate(end);
    bytes.drain(..4);
    Ok(bytes)
}

fn cipher(key: &[u8; 32]) -> Result<LessSafeKey, Problem> {
    UnboundKey::new(&AES_256_GCM, key).map(LessSafeKey::new).map_err(|_| Problem::Cryptography)
}

/// Seals bytes under raw key bytes: nonce, then cipher text with its tag.
pub(crate) fn seal_raw(key: &[u8; 32], about: &[u8], bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
    let mut nonce = [0; NONCE_LEN];
    fill(&mut nonce)?;
    let mut sealed = bytes;
    cipher(key)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(about),
            &mut sealed,
        )
        .map_err(|_| Problem::Cryptography)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal_raw`] sealed.
pub(crate) fn open_raw(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Problem> {
    let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or(Problem::Cryptography)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Problem::Cryptography)?;
    let mut text = text.to_vec();
    let length = cipher(key)?
        .open_in_place(nonce, Aad::from(about), &mut text)
        .map_err(|_| Problem::Cryptography)?
        .len();
    text.truncate(length);
    Ok(text)
}

pub(crate) fn seal(key: &DataKey, about: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    seal_raw(key.bytes(), about, padded(bytes)?)
}

pub(crate) fn open(key: &DataKey, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Problem> {
    unpadded(open_raw(key.bytes(), about, sealed)?)
}

/// Tells whether two appends ask for the same without telling anything of it.
pub(crate) fn body_mac(key: &DataKey, asked: &[u8]) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.bytes());
    let mut context = hmac::Context::with_key(&key);
    context.update(b"append-body");
    context.update(asked);
    context.sign().as_ref().to_vec()
}

/// A MAC over parts; the first says what for, and all others are of a fixed length.
pub(crate) fn mac(key: &Secret, parts: &[&[u8]]) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key.0);
    let mut mac = [0; 32];
    mac.copy_from_slice(hmac::sign(&key, &parts.concat()).as_ref());
    mac
}

/// Whether it is the MAC over these parts.
pub(crate) fn is_mac(key: &Secret, parts: &[&[u8]], mac: &[u8]) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key.0);
    hmac::verify(&key, &parts.concat(), mac).is_ok()
}

pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Problem> {
    SystemRandom::new().fill(bytes).map_err(|_| Problem::Cryptography)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|p| std::str::from_utf8(p).ok().and_then(|p| u8::from_str_radix(p, 16).ok()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes sealed by the first release with a fixed key and nonce open for ever.
    #[test]
    fn format_1_still_opens() {
        let key = [7; 32];
        let sealed = unhex(include_str!("../tests/format-1.hex").trim()).expect("hex");
        let open = unpadded(open_raw(&key, b"format-1", &sealed).expect("opens")).expect("whole");
        assert_eq!(open, b"Maren rang Ida.");
    }

    #[test]
    fn lengths_are_hidden_in_steps() {
        let length = |n: usize| padded(&vec![1; n]).expect("padded").len();
        assert_eq!(length(0), 256);
        assert_eq!(length(252), 256);
        assert_eq!(length(253), 512);
        assert_eq!(length(4092), 4096);
        assert_eq!(length(4093), 5120);
    }

    #[test]
    fn no_flipped_bit_opens() {
        let key = [9; 32];
        let sealed = seal_raw(&key, b"here", b"text".to_vec()).expect("seals");
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(open_raw(&key, b"here", &changed).is_err(), "bit {bit}");
        }
        assert!(open_raw(&key, b"elsewhere", &sealed).is_err());
    }
}
