//! The secret of a link or a sign-in.

use ring::{
    digest,
    rand::{SecureRandom, SystemRandom},
};

use crate::{Problem, passphrase};

/// A secret that is shown once and kept only as its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(***)")
    }
}

impl Token {
    pub(crate) fn new() -> Result<Self, Problem> {
        let mut bytes = [0_u8; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| Problem::Fault("random source"))?;
        Ok(Self(passphrase::hex(&bytes)))
    }
    pub(crate) fn hash(&self) -> Vec<u8> {
        digest::digest(&digest::SHA256, self.0.as_bytes()).as_ref().to_vec()
    }
}
