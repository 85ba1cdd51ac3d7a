//! The hash chain of a stream. It covers cipher texts, so it still proves itself when keys are gone.

use crate::{
    Fault, PracticeId, StreamId, What,
    entry::Header,
    seal::sha256,
    store::{Head, SealedEntry},
};

/// What stands before the first entry of a stream.
pub(crate) fn genesis(practice: PracticeId, stream: StreamId) -> [u8; 32] {
    sha256(&[b"openipt-genesis-1", practice.0.as_bytes(), stream.0.as_bytes()])
}

/// The hash of an entry: over its header, which holds the hash before it, and its cipher text.
pub(crate) fn hash(header: &Header, sealed: &[u8]) -> [u8; 32] {
    sha256(&[b"openipt-entry-1", &header.associated(), &sha256(&[sealed])])
}

/// Proves that a stream leads from the head that was signed (if one was) to the head it has now,
/// with nothing missing or exchanged. `entries` begin with the signed one, or with the first.
pub(crate) fn leads(
    practice: PracticeId,
    signed: Option<&Head>,
    now: &Head,
    entries: &[SealedEntry],
) -> Result<(), Fault> {
    let stream = now.stream;
    let (mut last, mut previous) = (0, genesis(practice, stream));
    let mut entries = entries.iter();
    if let Some(signed) = signed {
        let there = entries.next().map(|entry| (entry.sequence, entry.hash));
        if there != Some((signed.sequence, signed.hash)) || now.sequence < signed.sequence {
            return Err(Fault::at(stream, signed.sequence, What::Tail));
        }
        (last, previous) = (signed.sequence, signed.hash);
    }
    for entry in entries.take_while(|entry| entry.sequence <= now.sequence) {
        let sequence = last + 1;
        if entry.sequence != sequence {
            return Err(Fault::at(stream, sequence, What::Gap));
        }
        let header = Header::of(practice, stream, sequence, previous, entry);
        if hash(&header, &entry.sealed) != entry.hash {
            return Err(Fault::at(stream, sequence, What::Changed));
        }
        (last, previous) = (sequence, entry.hash);
    }
    if (last, previous) == (now.sequence, now.hash) {
        Ok(())
    } else {
        Err(Fault::at(stream, last, What::Head))
    }
}
