CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

-- Rows of this size are kept by the order of their coming, and found by an index: a commit then
-- fills the last page instead of one page for each stream.
CREATE TABLE entry (
  practice BLOB NOT NULL,
  stream BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  key_id BLOB NOT NULL,
  sealed BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (practice, stream, sequence)
) STRICT;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are only added'); END;

-- The head of a stream and its summary, in one row: they move together.
CREATE TABLE head (
  practice BLOB NOT NULL,
  stream BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  summary_key BLOB NOT NULL,
  summary BLOB NOT NULL,
  PRIMARY KEY (practice, stream)
) STRICT;

CREATE TABLE done (
  practice BLOB NOT NULL,
  stream BLOB NOT NULL,
  key BLOB NOT NULL,
  version INTEGER NOT NULL,
  body_mac BLOB NOT NULL,
  PRIMARY KEY (practice, stream, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  practice BLOB NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  root BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (practice, number)
) STRICT;

CREATE TABLE checkpoint_head (
  practice BLOB NOT NULL,
  stream BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (practice, stream)
) STRICT, WITHOUT ROWID
