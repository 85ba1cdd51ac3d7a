-- Who covers the caseload of whom, from when and until when; one row an agreement. It stands from its
-- first moment on, and before its last.
CREATE TABLE cover (
  id BLOB PRIMARY KEY,
  covered BLOB NOT NULL REFERENCES account(id),
  cover BLOB NOT NULL REFERENCES account(id),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  named_at INTEGER NOT NULL,
  named_by BLOB NOT NULL,
  ended_by BLOB
) STRICT;
CREATE INDEX cover_of_covered ON cover(covered);
CREATE INDEX cover_by_cover ON cover(cover);
