//! What the running program tells whoever keeps it, on standard error. A line is made of what is
//! [`LogSafe`] alone: words of ours, numbers, random ids, codes of the system. A text that came with
//! a request, or out of a record, is none of these, so it cannot be told by mistake.
//!
//! ```
//! record::tell("a page was not found", &[&404_u16]);
//! ```
//! ```compile_fail,E0277
//! let typed = String::from("what somebody wrote");
//! record::tell("a form was refused", &[&typed]);
//! ```
//! ```compile_fail,E0597
//! let typed = String::from("what somebody wrote");
//! record::tell("a form was refused", &[&typed.as_str()]);
//! ```
//! ```compile_fail,E0277
//! struct Mine;
//! impl record::LogSafe for Mine {}
//! ```

use std::{fmt, io::Write, time::Duration};

use uuid::Uuid;

use crate::{Fault, Problem, What};

mod sealed {
    /// Only this file says what is safe.
    pub trait Sealed {
        /// Writes it.
        fn write(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result;
    }
}

/// What may stand in a line for whoever keeps the program.
pub trait LogSafe: sealed::Sealed {}
impl<T: sealed::Sealed + ?Sized> LogSafe for T {}

macro_rules! as_displayed {
    ($($Kind:ty),*) => { $(
        impl sealed::Sealed for $Kind {
            fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )* };
}
// An id is random; the place of a panic comes from the compiler; a kind of error is the system's.
as_displayed!(&'static str, u16, u32, u64, i64, usize, Uuid, Cause, Telling, std::io::ErrorKind);

impl sealed::Sealed for Duration {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl sealed::Sealed for std::panic::Location<'_> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl sealed::Sealed for Problem {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // What the system says of a file may hold its name.
            Self::File { what, source } => write!(f, "R18: {what}: {}", source.kind()),
            Self::OtherMark { wanted, .. } => write!(f, "R4: this is not a {wanted} record"),
            Self::NotWhole(fault) => {
                f.write_str("R27: the record is not whole: ")?;
                fault.write(f)
            }
            other => fmt::Display::fmt(other, f),
        }
    }
}

impl sealed::Sealed for Fault {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Unreadable(_) => f.write_str("it cannot be read"),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

/// Why an engine failed: words of ours, or a code of SQLite. It holds no value of any row.
#[derive(Clone, Copy, Debug)]
pub enum Cause {
    /// Words of ours.
    Words(&'static str),
    /// A code of the engine.
    Engine(rusqlite::ffi::Error),
}

impl Cause {
    /// What the engine says of an error; `else_words` when it is none of the engine's.
    pub fn of(error: &rusqlite::Error, else_words: &'static str) -> Self {
        error.sqlite_error().map_or(Self::Words(else_words), |engine| Self::Engine(*engine))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Engine(engine) => fmt::Display::fmt(engine, f),
        }
    }
}

/// A cause put together of safe parts, where the whole is not safe to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling(String);

impl Telling {
    /// Words of ours.
    pub fn of(words: &'static str) -> Self {
        Self(words.to_owned())
    }

    /// And this beside them.
    #[must_use]
    pub fn with(self, part: &dyn LogSafe) -> Self {
        Self(format!("{} {}", self.0, Part(part)))
    }
}

impl fmt::Display for Telling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct Part<'a>(&'a dyn LogSafe);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

/// The line that is told: what happened, and what of it is safe.
fn line(what: &'static str, about: &[&dyn LogSafe]) -> String {
    let mut line = what.to_owned();
    for (nth, part) in about.iter().enumerate() {
        line.push_str(if nth == 0 { ": " } else { ", " });
        // Nothing in a line begins another one.
        line.push_str(&Part(*part).to_string().replace(['\n', '\r'], " "));
    }
    line.push('\n');
    line
}

/// Tells it, on standard error. Where nobody listens any more that is no reason to stop.
pub fn tell(what: &'static str, about: &[&dyn LogSafe]) {
    let _ = std::io::stderr().lock().write_all(line(what, about).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_of_a_file_is_not_told() {
        let source = std::io::Error::other("/practice/of/somebody");
        let problem = Problem::File { what: "the lock file", source };
        assert_eq!(
            line("not opened", &[&problem]),
            "not opened: R18: the lock file: other error\n"
        );
        let fault = Fault::whole(What::Unreadable("a name".to_owned()));
        let problem = Problem::NotWhole(Box::new(fault));
        assert_eq!(line("x", &[&problem]), "x: R27: the record is not whole: it cannot be read\n");
    }

    #[test]
    fn a_line_is_one_line() {
        let words = Telling::of("a code\nand more").with(&7_u32);
        assert_eq!(line("told", &[&words, &"twice"]), "told: a code and more 7, twice\n");
    }
}
