//! Signed checkpoints over all heads: they show a cut tail, which a bare chain does not.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use ring::signature::{ED25519, UnparsedPublicKey};

use crate::{
    PracticeId, Problem, Record,
    seal::{hex, sha256, unhex},
    store::{Head, SealedCheckpoint},
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

pub(crate) fn root_over(heads: &[Head]) -> [u8; 32] {
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

impl Record {
    /// Signs all heads now. Nothing is written when nothing changed since the last one.
    ///
    /// # Errors
    /// When the store fails.
    pub fn checkpoint(&self) -> Result<(), Problem> {
        let heads = self.store.heads()?;
        let root = root_over(&heads);
        let newest = self.store.checkpoints()?.pop();
        if newest.as_ref().is_some_and(|checkpoint| checkpoint.root == root) || heads.is_empty() {
            return Ok(());
        }
        let number = newest.map_or(0, |checkpoint| checkpoint.number) + 1;
        let at = Timestamp::now().as_millisecond();
        let signature = self.keys.sign(&signed_bytes(self.practice, number, at, &root));
        self.store.keep_checkpoint(&SealedCheckpoint { number, at, root, signature, heads })
    }

    /// The newest checkpoint as a line to be kept elsewhere.
    ///
    /// # Errors
    /// When the store fails.
    pub fn latest_checkpoint(&self) -> Result<Option<CheckpointLine>, Problem> {
        Ok(self.store.checkpoints()?.pop().map(|checkpoint| CheckpointLine {
            number: checkpoint.number,
            root: checkpoint.root,
            signature: checkpoint.signature,
        }))
    }
}
