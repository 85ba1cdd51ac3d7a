//! The hash chain of a stream. It covers cipher texts, so it still proves itself when keys are gone.

use crate::{PracticeId, StreamId, entry::Header, seal::sha256};

/// What stands before the first entry of a stream.
pub(crate) fn genesis(practice: PracticeId, stream: StreamId) -> [u8; 32] {
    sha256(&[b"openipt-genesis-1", practice.0.as_bytes(), stream.0.as_bytes()])
}

/// The hash of an entry: over its header, which holds the hash before it, and its cipher text.
pub(crate) fn hash(header: &Header, sealed: &[u8]) -> [u8; 32] {
    sha256(&[b"openipt-entry-1", &header.associated(), &sha256(&[sealed])])
}
