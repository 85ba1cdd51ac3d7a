//! The proof of the whole record. It stops at the first fault and names it.

use std::collections::{HashMap, HashSet};

use crate::{
    CheckpointLine, Fault, OwnerId, Record, StreamId, What, chain,
    checkpoint::{is_signed, newest},
    entry::{self, Header},
    keyring::Known,
    seal,
    store::Head,
};

type Keys = HashMap<[u8; 16], Known>;

/// What a proof covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Streams.
    pub streams: u64,
    /// Entries.
    pub entries: u64,
    /// Entries whose keys were destroyed: their chain is proved, their content is gone.
    pub erased: u64,
    /// Checkpoints.
    pub checkpoints: u64,
}

impl Record {
    /// Proves the whole record: every entry, head, summary and checkpoint.
    ///
    /// # Errors
    /// The first fault.
    pub fn verify(&self) -> Result<Verified, Fault> {
        let (newest, _) = {
            let _still = self.signing.as_ref().map(|signing| signing.signer.still());
            newest(self.store.as_ref(), &self.keys, self.practice)?
        };
        // The heads before the keys: whatever they lead to has its keys by now.
        let heads = self.store.heads()?;
        let keys = self.keys.all()?;
        let mut verified = Verified::default();
        let signed: HashMap<StreamId, Head> = newest
            .iter()
            .flat_map(|newest| newest.heads.iter().map(|head| (head.stream, *head)))
            .collect();
        let present: HashSet<StreamId> = heads.iter().map(|head| head.stream).collect();
        if let Some(gone) = signed.keys().find(|stream| !present.contains(stream)) {
            return Err(Fault::at(*gone, 0, What::Tail));
        }
        for head in heads {
            self.verify_in_use(head, signed.get(&head.stream), &keys, &mut verified)?;
        }
        let public = self.keys.public_key();
        for (number, checkpoint) in (1..).zip(&self.store.checkpoints(0)?) {
            let right = is_signed(self.practice, &public, checkpoint);
            if checkpoint.number != number || !right {
                return Err(Fault::whole(What::Checkpoint));
            }
            verified.checkpoints += 1;
        }
        Ok(verified)
    }

    /// Proves the whole record, and that a checkpoint kept elsewhere is part of it.
    ///
    /// # Errors
    /// The first fault; [`What::Rollback`] when the record was put back to an earlier state.
    pub fn verify_against(&self, line: &CheckpointLine) -> Result<Verified, Fault> {
        let verified = self.verify()?;
        let known = self.store.checkpoints(line.number)?.iter().any(|checkpoint| {
            checkpoint.number == line.number
                && checkpoint.root == line.root
                && checkpoint.signature == line.signature
        });
        if known { Ok(verified) } else { Err(Fault::whole(What::Rollback)) }
    }

    /// A stream may grow while it is proved: a fault counts when the head stayed where it was.
    fn verify_in_use(
        &self,
        mut head: Head,
        signed: Option<&Head>,
        keys: &Keys,
        verified: &mut Verified,
    ) -> Result<(), Fault> {
        loop {
            let before = *verified;
            let Err(fault) = self.verify_stream(&head, signed, keys, verified) else {
                return Ok(());
            };
            match self.store.head(head.stream)? {
                Some(now) if now != head => (head, *verified) = (now, before),
                Some(_) | None => return Err(fault),
            }
        }
    }

    fn verify_stream(
        &self,
        head: &Head,
        signed: Option<&Head>,
        keys: &Keys,
        verified: &mut Verified,
    ) -> Result<(), Fault> {
        let stream = head.stream;
        let mut previous = chain::genesis(self.practice, stream);
        let mut last = 0;
        let mut tail_seen = signed.is_none();
        let mut owner = None;
        for (sequence, entry) in (1..).zip(self.store.entries(stream, 1)?) {
            if entry.sequence != sequence {
                return Err(Fault::at(stream, sequence, What::Gap));
            }
            let header = Header::of(self.practice, stream, sequence, previous, &entry);
            if chain::hash(&header, &entry.sealed) != entry.hash {
                return Err(Fault::at(stream, sequence, What::Changed));
            }
            let known = known(keys, &entry.key_id, stream, sequence, &mut owner)?;
            match &known.key {
                Some(key) => {
                    seal::open(key, &header.associated(), &entry.sealed)
                        .map_err(|_| Fault::at(stream, sequence, What::Sealed))?;
                }
                None => verified.erased += 1,
            }
            previous = entry.hash;
            last = sequence;
            tail_seen |= signed.is_some_and(|s| s.sequence == sequence && s.hash == entry.hash);
            verified.entries += 1;
        }
        if last != head.sequence || previous != head.hash {
            return Err(Fault::at(stream, last, What::Head));
        }
        if !tail_seen {
            return Err(Fault::at(stream, last, What::Tail));
        }
        self.verify_summary(head, keys, &mut owner)?;
        verified.streams += 1;
        Ok(())
    }

    fn verify_summary(
        &self,
        head: &Head,
        keys: &Keys,
        owner: &mut Option<OwnerId>,
    ) -> Result<(), Fault> {
        let (stream, version) = (head.stream, head.sequence);
        let wrong = || Fault::at(stream, version, What::Summary);
        let summary = self.store.summaries(&[stream])?.pop().flatten().ok_or_else(wrong)?;
        if summary.version != version {
            return Err(wrong());
        }
        if let Some(key) = &known(keys, &summary.key_id, stream, version, owner)?.key {
            let about = entry::summary_associated(self.practice, stream, version, summary.key_id);
            seal::open(key, &about, &summary.sealed).map_err(|_| wrong())?;
        }
        Ok(())
    }
}

/// The key of an entry or a summary: one that is kept, or one that was destroyed on purpose. All of
/// a stream belong to one owner.
fn known<'a>(
    keys: &'a Keys,
    id: &[u8; 16],
    stream: StreamId,
    sequence: u64,
    owner: &mut Option<OwnerId>,
) -> Result<&'a Known, Fault> {
    let known = keys.get(id).ok_or_else(|| Fault::at(stream, sequence, What::NoKey))?;
    if *owner.get_or_insert(known.owner) != known.owner {
        return Err(Fault::at(stream, sequence, What::Owners));
    }
    Ok(known)
}
