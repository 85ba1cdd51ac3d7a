//! The header of an entry: in clear, authenticated, frozen.

use crate::{Domain, FORMAT, OwnerId, PracticeId, StreamId, seal::ALGORITHM, store::SealedEntry};

/// What is bound to the sealed bytes of an entry. Its encoding is frozen for format 1:
/// version (1), algorithm (1), practice (16), stream (16), sequence (8, big-endian),
/// previous hash (32), key id (16), time in milliseconds (8, big-endian).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    pub practice: PracticeId,
    pub stream: StreamId,
    pub sequence: u64,
    pub previous: [u8; 32],
    pub key_id: [u8; 16],
    pub at: i64,
}

impl Header {
    pub(crate) fn of(
        practice: PracticeId,
        stream: StreamId,
        sequence: u64,
        previous: [u8; 32],
        entry: &SealedEntry,
    ) -> Self {
        Self { practice, stream, sequence, previous, key_id: entry.key_id, at: entry.at }
    }

    pub(crate) fn associated(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(98);
        bytes.extend([FORMAT, ALGORITHM]);
        bytes.extend(self.practice.0.as_bytes());
        bytes.extend(self.stream.0.as_bytes());
        bytes.extend(self.sequence.to_be_bytes());
        bytes.extend(self.previous);
        bytes.extend(self.key_id);
        bytes.extend(self.at.to_be_bytes());
        bytes
    }
}

/// What is bound to a summary.
pub(crate) fn summary_associated(
    practice: PracticeId,
    stream: StreamId,
    version: u64,
    key_id: [u8; 16],
) -> Vec<u8> {
    let mut bytes = b"summary".to_vec();
    bytes.extend([FORMAT, ALGORITHM]);
    bytes.extend(practice.0.as_bytes());
    bytes.extend(stream.0.as_bytes());
    bytes.extend(version.to_be_bytes());
    bytes.extend(key_id);
    bytes
}

/// What is bound to bytes that the caller keeps.
pub(crate) fn loose_associated(
    practice: PracticeId,
    owner: OwnerId,
    domain: Domain,
    place: &str,
) -> Vec<u8> {
    let mut bytes = b"loose".to_vec();
    bytes.extend([FORMAT, ALGORITHM]);
    bytes.extend(practice.0.as_bytes());
    bytes.extend(owner.0.as_bytes());
    for text in [domain.0, place] {
        bytes.extend(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Format 1 as it was first released. A change here is a new format, never an edit.
    #[test]
    fn the_header_of_format_1_is_frozen() {
        let header = Header {
            practice: PracticeId(Uuid::from_u128(1)),
            stream: StreamId(Uuid::from_u128(2)),
            sequence: 3,
            previous: [4; 32],
            key_id: [5; 16],
            at: 6,
        };
        let hex: String = header.associated().iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(
            hex,
            format!(
                "0101{:032x}{:032x}{:016x}{}{}{:016x}",
                1,
                2,
                3,
                "04".repeat(32),
                "05".repeat(16),
                6
            )
        );
    }
}
