//! Signed checkpoints over all heads: they show a cut tail, which a bare chain does not.

use std::{fmt, str::FromStr};

use ring::signature::{ED25519, UnparsedPublicKey};

use crate::{
    Fault, PracticeId, Problem, Record, What,
    keyring::{Keyring, Note},
    seal::{hex, sha256, unhex},
    store::{Head, SealedCheckpoint, Store},
};

/// A checkpoint as one printable line, to be kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointLine {
    /// Its number.
    pub number: u64,
    /// The root over all heads.
    pub root: [u8; 32],
    /// The signature.
    pub signature: Vec<u8>,
}

impl fmt::Display for CheckpointLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "openipt-checkpoint {} {} {}", self.number, hex(&self.root), hex(&self.signature))
    }
}

impl FromStr for CheckpointLine {
    type Err = &'static str;
    fn from_str(line: &str) -> Result<Self, Self::Err> {
        const BAD: &str = "not a checkpoint line";
        let parts: Vec<&str> = line.split_whitespace().collect();
        let ["openipt-checkpoint", number, root, signature] = parts.as_slice() else {
            return Err(BAD);
        };
        Ok(Self {
            number: number.parse().map_err(|_| BAD)?,
            root: unhex(root).and_then(|root| root.try_into().ok()).ok_or(BAD)?,
            signature: unhex(signature).ok_or(BAD)?,
        })
    }
}

/// The root over heads in the order of their streams.
pub(crate) fn root_over<'a>(heads: impl IntoIterator<Item = &'a Head>) -> [u8; 32] {
    let mut bytes = b"openipt-heads-1".to_vec();
    for head in heads {
        bytes.extend(head.stream.0.as_bytes());
        bytes.extend(head.sequence.to_be_bytes());
        bytes.extend(head.hash);
    }
    sha256(&[&bytes])
}

pub(crate) fn signed_bytes(practice: PracticeId, number: u64, at: i64, root: &[u8; 32]) -> Vec<u8> {
    let mut bytes = b"openipt-checkpoint-1".to_vec();
    bytes.extend(practice.0.as_bytes());
    bytes.extend(number.to_be_bytes());
    bytes.extend(at.to_be_bytes());
    bytes.extend(root);
    bytes
}

/// Whether the signature under a checkpoint is right.
pub(crate) fn is_signed(
    practice: PracticeId,
    public: &[u8],
    checkpoint: &SealedCheckpoint,
) -> bool {
    let bytes = signed_bytes(practice, checkpoint.number, checkpoint.at, &checkpoint.root);
    UnparsedPublicKey::new(&ED25519, public).verify(&bytes, &checkpoint.signature).is_ok()
}

/// The newest checkpoint with its heads, proved to be one of ours and at least the one that
/// `keys.db` noted; and that note.
pub(crate) fn newest(
    store: &dyn Store,
    keys: &Keyring,
    practice: PracticeId,
) -> Result<(Option<SealedCheckpoint>, Note), Fault> {
    let note = keys.noted()?;
    let mut found = store.checkpoints(note.number)?;
    let has_it = found.first().map(|first| (first.number, first.root));
    if note.number > 0 && has_it != Some((note.number, note.root)) {
        return Err(Fault::whole(What::OlderRecord(note.number)));
    }
    // Killed between the two writes the note is one behind, never more.
    let newest = found.pop();
    if newest.as_ref().is_some_and(|newest| newest.number > note.number + 1) {
        return Err(Fault::whole(What::OlderKeys(note.number)));
    }
    let public = keys.public_key();
    match &newest {
        Some(newest)
            if !is_signed(practice, &public, newest) || root_over(&newest.heads) != newest.root =>
        {
            Err(Fault::whole(What::Checkpoint))
        }
        Some(_) | None => Ok((newest, note)),
    }
}

impl Record {
    /// Signs all heads now, after proving that what was signed before is still there. Nothing is
    /// written when nothing changed since the last one.
    ///
    /// # Errors
    /// When the record does not prove itself ([`Problem::NotWhole`]): nothing is signed then. When
    /// it was opened to be proved, or the store fails.
    pub fn checkpoint(&self) -> Result<(), Problem> {
        self.signing.as_ref().ok_or(Problem::ToBeProved)?.signer.sign()
    }

    /// The newest checkpoint as a line to be kept elsewhere.
    ///
    /// # Errors
    /// When the store fails.
    pub fn latest_checkpoint(&self) -> Result<Option<CheckpointLine>, Problem> {
        let from = self.keys.noted()?.number;
        Ok(self.store.checkpoints(from)?.pop().map(|checkpoint| CheckpointLine {
            number: checkpoint.number,
            root: checkpoint.root,
            signature: checkpoint.signature,
        }))
    }
}
