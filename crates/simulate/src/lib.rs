//! Invented lives that drive the real clinic, step by step, with the clock under control. Nothing
//! is put into the record in any other way than people would.

pub mod demo;
pub mod walk;
