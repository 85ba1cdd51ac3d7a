//! A crisis contact whose number can be called by a touch.

/// A contact in parts: what stands before the number, the number as it is read, and after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Before the number.
    pub before: String,
    /// The number as it was written; empty if there is none.
    pub number: String,
    /// The number as a telephone takes it.
    pub dial: String,
    /// After the number.
    pub after: String,
}

/// The fewest digits of a number that can be called: 112.
const FEWEST: usize = 3;

impl Contact {
    /// The first number in a contact, and what is around it.
    pub fn of(text: &str) -> Self {
        let mut from = 0;
        while let Some(start) = text[from..].find(dials).map(|at| from + at) {
            let rest = &text[start..];
            let length = rest.find(|c: char| !continues(c)).unwrap_or(rest.len());
            let number = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
            let dial: String = number.chars().filter(|c| dials(*c)).collect();
            if dial.chars().filter(char::is_ascii_digit).count() >= FEWEST {
                return Self {
                    before: text[..start].to_owned(),
                    number: number.to_owned(),
                    dial,
                    after: text[start + number.len()..].to_owned(),
                };
            }
            from = start + length;
        }
        Self { before: text.to_owned(), ..Self::default() }
    }
}

fn dials(character: char) -> bool {
    character.is_ascii_digit() || character == '+'
}

fn continues(character: char) -> bool {
    dials(character) || matches!(character, ' ' | '-' | '/' | '.' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String, String, String) {
        let contact = Contact::of(text);
        (contact.before, contact.number, contact.dial, contact.after)
    }

    #[test]
    fn the_number_can_be_called_and_nothing_is_lost() {
        let owned = |a: &str, b: &str, c: &str, d: &str| (a.into(), b.into(), c.into(), d.into());
        assert_eq!(parts("Emergency 112"), owned("Emergency ", "112", "112", ""));
        assert_eq!(
            parts("Samaritans 116 123 (UK, Ireland)"),
            owned("Samaritans ", "116 123", "116123", " (UK, Ireland)")
        );
        assert_eq!(parts("+49 30 / 12-34"), owned("", "+49 30 / 12-34", "+49301234", ""));
        assert_eq!(
            parts("Ward 3, day and night: 0800-111 0 111."),
            owned("Ward 3, day and night: ", "0800-111 0 111", "08001110111", ".")
        );
        assert_eq!(parts("The ward at night"), owned("The ward at night", "", "", ""));
    }
}
