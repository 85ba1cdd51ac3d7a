//! Letters as they were told, one after the other, and how one differs from the one before.

use jiff::civil::Date;

use crate::{course::Status, document::formulation::Answer};

/// The formulation as it was told to the client at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldLetter {
    /// The day.
    pub on: Date,
    /// After so many facts of the course.
    pub version: u64,
    /// What it said; empty where only the fields of then were stored.
    pub lines: Vec<String>,
    /// What the client answered: how, in which words, when.
    pub answer: Option<(Answer, String, Date)>,
}

impl ToldLetter {
    /// How far it has come between therapist and client, if another was told since.
    pub fn status(&self, later: bool) -> Status {
        match &self.answer {
            _ if later => Status::Superseded,
            Some((Answer::Accept | Answer::AcceptWithChange, ..)) => Status::Agreed,
            Some((Answer::Reject, ..)) | None => Status::Shared,
        }
    }
}

/// A sentence of two letters side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stands in both.
    Same(String),
    /// It stands in the earlier one only.
    TakenOut(String),
    /// It stands in the later one only.
    New(String),
}

/// What became of each sentence from one letter to the next, in the order in which both read.
pub fn difference(before: &[String], after: &[String]) -> Vec<Change> {
    // The longest run of sentences that both have, by length from each place on.
    let mut common = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (b, old) in before.iter().enumerate().rev() {
        for (a, new) in after.iter().enumerate().rev() {
            common[b][a] = if old == new {
                common[b + 1][a + 1] + 1
            } else {
                common[b + 1][a].max(common[b][a + 1])
            };
        }
    }
    let (mut b, mut a) = (0, 0);
    let mut changes = Vec::new();
    while b < before.len() || a < after.len() {
        let change = match (before.get(b), after.get(a)) {
            (Some(old), Some(new)) if old == new => {
                (b, a) = (b + 1, a + 1);
                Change::Same(old.clone())
            }
            (Some(old), new) if new.is_none() || common[b + 1][a] >= common[b][a + 1] => {
                b += 1;
                Change::TakenOut(old.clone())
            }
            (_, Some(new)) => {
                a += 1;
                Change::New(new.clone())
            }
            (_, None) => break,
        };
        changes.push(change);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::{Change::*, *};

    fn lines(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_changed_sentence_is_taken_out_where_the_new_one_stands() {
        let told = difference(&lines("a b c d"), &lines("a x c e d"));
        let same = |text: &str| Same(text.to_owned());
        assert_eq!(
            told,
            [
                same("a"),
                TakenOut("b".into()),
                New("x".into()),
                same("c"),
                New("e".into()),
                same("d")
            ]
        );
        assert_eq!(difference(&lines("a b"), &[]), [TakenOut("a".into()), TakenOut("b".into())]);
        assert_eq!(difference(&[], &lines("a")), [New("a".into())]);
        assert!(difference(&[], &[]).is_empty());
    }
}
