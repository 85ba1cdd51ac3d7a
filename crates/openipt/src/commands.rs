//! The commands, one file each.

pub mod backup;
pub mod corridor;
pub mod demo;
pub mod export;
pub mod listen;
pub mod measures;
pub mod outcomes;
pub mod restore;
pub mod score;
pub mod serve;
pub mod verify;
