//! Short pieces that explain the illness and the therapy, written to the client.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentFile, Loaded, Mark, read, sound, soundness};

/// A short piece that explains.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its text: two to four sentences.
    pub body: String,
    /// Where this comes from.
    pub source: String,
    /// How well it is founded.
    pub mark: Mark,
}

/// Every piece, in the order in which they are told.
pub fn pieces() -> &'static [Piece] {
    &sound(&FILE).piece
}

/// The piece of this key.
pub fn piece(key: &str) -> Option<&'static Piece> {
    pieces().iter().find(|piece| piece.key == key)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    piece: Vec<Piece>,
}

impl ContentFile for File {
    fn version(&self) -> u32 {
        self.version
    }
    fn sound(&self) -> Result<(), String> {
        soundness::unique(self.piece.iter().map(|piece| piece.key.as_str()))
    }
}

pub(super) static FILE: Loaded<File> = LazyLock::new(|| {
    read("psychoeducation.toml", include_str!("../../content/psychoeducation.toml"))
});
