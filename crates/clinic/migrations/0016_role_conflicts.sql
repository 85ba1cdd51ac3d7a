-- That somebody close to the client of a course is in treatment here too. Who, and what is arranged, is
-- sealed under the client's keys.
CREATE TABLE role_conflict (
  id BLOB PRIMARY KEY,
  client BLOB NOT NULL REFERENCES client(id),
  course BLOB NOT NULL REFERENCES course(id),
  made_by BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  withdrawn_by BLOB,
  withdrawn_at INTEGER,
  sealed BLOB NOT NULL,
  CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
) STRICT;
CREATE INDEX role_conflict_of_course ON role_conflict(course, made_at);
CREATE TRIGGER role_conflict_is_kept
BEFORE UPDATE OF id, client, course, made_by, made_at, sealed ON role_conflict
BEGIN SELECT RAISE(ABORT, 'conflicts of roles are only added to'); END;
CREATE TRIGGER role_conflict_is_withdrawn_once
BEFORE UPDATE OF withdrawn_by, withdrawn_at ON role_conflict WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a conflict of roles was taken back before'); END
