//! Where in a text of JSON a value stands. The text has been read before, so it is JSON.

/// A step on the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into an object.
    Key(&'static str),
    /// Into a list, from 0.
    At(usize),
}

/// Line and column, from 1, of the value at the end of the way. Where the way goes further than the
/// text, the place of the last value on it.
pub(super) fn of(text: &str, way: &[Step]) -> (usize, usize) {
    let mut walk = Walk { bytes: text.as_bytes(), at: 0 };
    walk.space();
    for step in way {
        let here = walk.at;
        let found = match step {
            Step::Key(key) => walk.enter_object(key),
            Step::At(index) => walk.enter_list(*index),
        };
        if !found {
            walk.at = here;
            break;
        }
    }
    let before = text.get(..walk.at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Walk<'_> {
    fn here(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while self.here().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    /// Past this sign, if it is here.
    fn past(&mut self, sign: u8) -> bool {
        self.space();
        let here = self.here() == sign;
        self.at += usize::from(here);
        self.space();
        here
    }

    fn string(&mut self) {
        self.at += 1;
        while self.at < self.bytes.len() && self.here() != b'"' {
            self.at += if self.here() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
    }

    fn value(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match self.here() {
                b'"' => self.string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b'}' | b']' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }

    fn enter_object(&mut self, key: &str) -> bool {
        if !self.past(b'{') {
            return false;
        }
        while self.here() == b'"' {
            let from = self.at + 1;
            self.string();
            let name = self.bytes.get(from..self.at - 1).unwrap_or_default();
            self.past(b':');
            if name == key.as_bytes() {
                return true;
            }
            self.value();
            self.past(b',');
        }
        false
    }

    fn enter_list(&mut self, index: usize) -> bool {
        if !self.past(b'[') {
            return false;
        }
        for _ in 0..index {
            self.value();
            if !self.past(b',') {
                return false;
            }
        }
        self.here() != b']'
    }
}

#[cfg(test)]
mod tests {
    use super::{Step::*, of};

    #[test]
    fn a_value_is_found_in_its_line_and_column() {
        let text =
            "{\n \"a\": [1, {\"b\\\"\": \"x, ]\", \"c\": true}],\n \"ä\": \"ü\", \"d\": 7\n}";
        assert_eq!(of(text, &[]), (1, 1));
        assert_eq!(of(text, &[Key("a")]), (2, 7));
        assert_eq!(of(text, &[Key("a"), At(0)]), (2, 8));
        assert_eq!(of(text, &[Key("a"), At(1), Key("c")]), (2, 32));
        assert_eq!(of(text, &[Key("d")]), (3, 17), "columns are letters, not bytes");
        assert_eq!(of(text, &[Key("a"), At(2)]), (2, 7), "as far as the way goes");
        assert_eq!(of(text, &[Key("e")]), (1, 1));
    }
}
