//! A CSV file, read row by row, whose bad cells are named by line and column.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use csv::ByteRecord;

use crate::problem::Problem;

/// A column that was asked for.
pub struct Column {
    place: usize,
    name: String,
}

/// The file and the row that is being looked at.
pub struct Table {
    source: Source,
    reader: csv::Reader<Box<dyn Read>>,
    headers: Vec<String>,
    row: ByteRecord,
}

enum Source {
    File(PathBuf),
    /// What is not a file, such as a pipe, cannot be read twice.
    Memory {
        name: PathBuf,
        bytes: Vec<u8>,
    },
}

impl Source {
    fn of(path: &Path) -> io::Result<Self> {
        let name = path.to_owned();
        if std::fs::metadata(path)?.is_file() {
            return Ok(Self::File(name));
        }
        Ok(Self::Memory { name, bytes: std::fs::read(path)? })
    }

    fn name(&self) -> std::path::Display<'_> {
        match self {
            Self::File(name) | Self::Memory { name, .. } => name.display(),
        }
    }

    fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Memory { bytes, .. } => Box::new(io::Cursor::new(bytes.clone())),
        })
    }
}

impl Table {
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let io = |source| Problem::Io { what: path.display().to_string(), source };
        let source = Source::of(path).map_err(io)?;
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .from_reader(source.open().map_err(io)?);
        let named = |text: &str| text.trim().to_owned();
        let headers = reader.headers().map(|headers| headers.iter().map(named).collect());
        let headers = headers.map_err(|error| {
            Problem::User(format!("{}: the header cannot be read: {error}", path.display()))
        })?;
        Ok(Self { source, reader, headers, row: ByteRecord::new() })
    }

    /// The same file from its beginning.
    pub fn again(self) -> Result<Self, Problem> {
        let io = |source| Problem::Io { what: self.source.name().to_string(), source };
        let reader = csv::Reader::from_reader(self.source.open().map_err(io)?);
        Ok(Self { reader, ..self })
    }

    /// Finds a column by its header.
    pub fn column(&self, name: &str) -> Result<Column, Problem> {
        let mut places = self.headers.iter().enumerate().filter(|(_, header)| *header == name);
        let file = self.source.name();
        let Some((place, _)) = places.next() else {
            let known = self.headers.join(", ");
            return Err(Problem::User(format!("{file}: no column {name}; there are: {known}")));
        };
        if let Some((other, _)) = places.next() {
            let (one, two) = (place + 1, other + 1);
            return Err(Problem::User(format!("{file}: columns {one} and {two} are both {name}")));
        }
        Ok(Column { place, name: name.to_owned() })
    }

    /// Goes to the next row; `false` after the last.
    pub fn advance(&mut self) -> Result<bool, Problem> {
        self.reader.read_byte_record(&mut self.row).map_err(|error| self.broken(&error))
    }

    /// The text of a cell without the space around it.
    pub fn text(&self, column: &Column) -> Result<&str, Problem> {
        let cell = self.row.get(column.place).unwrap_or_default();
        match std::str::from_utf8(cell.trim_ascii()) {
            Ok(text) => Ok(text),
            Err(_) => Err(self.bad(column, "this is not UTF-8 text")),
        }
    }

    /// The text of a cell; `None` if it is missing.
    pub fn value(&self, column: &Column) -> Result<Option<&str>, Problem> {
        let text = self.text(column)?;
        let missing =
            text.is_empty() || text.eq_ignore_ascii_case("NA") || text.eq_ignore_ascii_case("NaN");
        Ok((!missing).then_some(text))
    }

    /// The number in a cell; `None` if it is missing.
    pub fn number(&self, column: &Column) -> Result<Option<f64>, Problem> {
        let Some(text) = self.value(column)? else { return Ok(None) };
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.bad(column, &format!("{text:?} is not a number"))),
        }
    }

    /// What is wrong with a cell of this row.
    pub fn bad(&self, column: &Column, what: &str) -> Problem {
        let (file, line) = (self.source.name(), self.line());
        let Column { place, name } = column;
        Problem::User(format!("{file}, line {line}, column {} ({name}): {what}", place + 1))
    }

    /// The byte at which this row begins.
    pub fn at(&self) -> u64 {
        self.row.position().map_or(0, csv::Position::byte)
    }

    /// The line on which this row begins. Slow: the file is read up to it.
    pub fn line(&self) -> u64 {
        self.line_at(self.at()).unwrap_or(0)
    }

    /// Counts the lines up to the row that begins at this byte or, after line ends, behind it. The
    /// reader's own count goes astray where lines end in CR LF and where lines are empty.
    pub fn line_at(&self, at: u64) -> io::Result<u64> {
        let mut line = 1;
        let mut before = 0;
        for (place, byte) in io::BufReader::new(self.source.open()?).bytes().enumerate() {
            let byte = byte?;
            if place as u64 >= at && byte != b'\n' && byte != b'\r' {
                break;
            }
            if byte == b'\r' || (byte == b'\n' && before != b'\r') {
                line += 1;
            }
            before = byte;
        }
        Ok(line)
    }

    fn broken(&self, error: &csv::Error) -> Problem {
        let file = self.source.name();
        if let csv::ErrorKind::UnequalLengths { pos: Some(at), expected_len, len } = error.kind() {
            let line = self.line_at(at.byte()).unwrap_or(0);
            let (header, cells) = (*expected_len as usize, *len as usize);
            // The first column that has no cell, or the first cell that has no column.
            let column = header.min(cells) + 1;
            let name = self.headers.get(column - 1).map_or("no header", String::as_str);
            return Problem::User(format!(
                "{file}, line {line}, column {column} ({name}): the row has {cells} columns, the \
                 header {header}"
            ));
        }
        Problem::User(format!("{file}: {error}"))
    }
}
