//! The commands, one file each.

pub mod backup;
pub mod demo;
pub mod export;
pub mod listen;
pub mod outcomes;
pub mod restore;
pub mod serve;
pub mod verify;
