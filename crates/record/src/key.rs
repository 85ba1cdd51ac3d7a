//! Keys as values: the root key's file, and keys that are wiped when dropped.

use std::{
    fs,
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use zeroize::{Zeroize, Zeroizing};

use crate::{Problem, seal};

const FIRST_LINE: &str = "openipt root key 1";

/// 32 secret bytes.
#[derive(Clone)]
pub(crate) struct Secret(pub [u8; 32]);

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Secret {
    pub(crate) fn random() -> Result<Self, Problem> {
        let mut bytes = [0; 32];
        seal::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    pub(crate) fn wrap(&self, about: &[u8], other: &Self) -> Result<Vec<u8>, Problem> {
        seal::seal_raw(&self.0, about, other.0.to_vec())
    }

    pub(crate) fn unwrap_key(&self, about: &[u8], wrapped: &[u8]) -> Result<Self, Problem> {
        let mut bytes = seal::open_raw(&self.0, about, wrapped)?;
        let secret = bytes.as_slice().try_into().map(Self).map_err(|_| Problem::Cryptography);
        bytes.zeroize();
        secret
    }
}

/// A data key of an owner in a domain.
#[derive(Clone, Debug)]
pub(crate) struct DataKey {
    pub id: [u8; 16],
    pub secret: Secret,
}

impl DataKey {
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.secret.0
    }
}

/// The root key: 32 bytes in a file that only its owner may read.
#[derive(Clone, Debug)]
pub struct RootKey(pub(crate) Secret);

impl RootKey {
    /// Makes a new root key in a new file.
    ///
    /// # Errors
    /// When there is a file already, or it cannot be written.
    pub fn create(path: &Path) -> Result<Self, Problem> {
        let secret = Secret::random()?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(Problem::file("the folder of the root key"))?;
        }
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(Problem::file("the root key's file"))?;
        let check = seal::hex(&seal::sha256(&[b"root-key", &secret.0])[..4]);
        let hex = Zeroizing::new(seal::hex(&secret.0));
        let text = Zeroizing::new(format!("{FIRST_LINE}\n{} {check}\n", *hex));
        file.write_all(text.as_bytes()).map_err(Problem::file("the root key's file"))?;
        file.sync_all().map_err(Problem::file("the root key's file"))?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let folder = fs::File::open(folder).map_err(Problem::file("the root key's folder"))?;
            folder.sync_all().map_err(Problem::file("the root key's folder"))?;
        }
        Ok(Self(secret))
    }

    /// Loads a root key.
    ///
    /// # Errors
    /// When it is not there, is damaged, or others may read it.
    pub fn load(path: &Path) -> Result<Self, Problem> {
        let about = fs::metadata(path).map_err(|_| Problem::NoRootKey)?;
        if about.permissions().mode() & 0o077 != 0 {
            return Err(Problem::RootKeyOpen);
        }
        let text = fs::read_to_string(path).map_err(|_| Problem::BadRootKey)?;
        let text = Zeroizing::new(text);
        let (first, rest) = text.split_once('\n').ok_or(Problem::BadRootKey)?;
        let (key, check) = rest.trim().split_once(' ').ok_or(Problem::BadRootKey)?;
        let read = Zeroizing::new(seal::unhex(key).ok_or(Problem::BadRootKey)?);
        let bytes: [u8; 32] = read.as_slice().try_into().map_err(|_| Problem::BadRootKey)?;
        let secret = Secret(bytes);
        let right = seal::hex(&seal::sha256(&[b"root-key", &secret.0])[..4]);
        if first != FIRST_LINE || check != right {
            return Err(Problem::BadRootKey);
        }
        Ok(Self(secret))
    }
}
