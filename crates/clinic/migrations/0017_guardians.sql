-- The way in of a young client's parent or guardian: one row an account. What was agreed is sealed
-- under the client's keys. It ends once and stays ended.
CREATE TABLE guardian (
  account BLOB PRIMARY KEY REFERENCES account(id),
  client BLOB NOT NULL REFERENCES client(id),
  made_by BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  ended_by BLOB,
  ended_at INTEGER,
  sealed BLOB NOT NULL,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX guardian_of_client ON guardian(client);
CREATE TRIGGER guardian_stays_whose_it_is
BEFORE UPDATE OF account, client, made_by, made_at ON guardian
BEGIN SELECT RAISE(ABORT, 'a guardian is of one client'); END;
CREATE TRIGGER guardian_ends_once
BEFORE UPDATE ON guardian WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was agreed with this guardian has ended'); END
