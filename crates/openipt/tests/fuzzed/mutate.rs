//! Inputs made from kept ones by change after change. The same seed makes the same inputs.

/// A source of numbers that repeats itself (xorshift64*).
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap_or(0) % most.max(1)
    }
}

/// Pieces at which decoders of text stumble.
const PIECES: &[&[u8]] = &[
    b"%",
    b"%0",
    b"%FF",
    b"%00",
    b"&",
    b"=",
    b"&=&",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b",",
    b";",
    b":",
    b"\r\n",
    b"\n",
    b"\0",
    b"\xff",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"-",
    b"-1",
    b"1e999",
    b"0",
    b"9999999999999999999999",
    b"NaN",
    b"null",
    b"true",
    b"0000-00-00",
    b"9999-12-31",
    b"-262144-01-01",
    b"24:60",
    b"T",
    b"Z",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"../",
    b" ",
    b"\t",
    b".0.",
    b".99999999.",
    b"#",
    b"'",
    b"''",
    b"\"\"",
    b"[[",
    b"]]",
    b"=[",
    b"={",
];

/// One of the kept inputs, changed a few times.
pub fn mutated(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[dice.below(corpus.len())].clone();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + 1 + dice.below(16)).min(bytes.len());
        match dice.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).unwrap_or(0),
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let part = bytes[at.min(end)..end].to_vec();
                let part = part.repeat(1 + dice.below(64));
                bytes.splice(at..at, part);
            }
            5 => bytes.truncate(at),
            6 => {
                // The beginning of this one with the end of another.
                let other = &corpus[dice.below(corpus.len())];
                bytes.truncate(at);
                bytes.extend_from_slice(&other[dice.below(other.len() + 1)..]);
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.repeat(1 + dice.below(200)));
            }
        }
        bytes.truncate(64 * 1024);
    }
    bytes
}
