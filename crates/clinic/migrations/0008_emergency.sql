-- Who opened whose record in an emergency, and what was said of it afterwards. Why is sealed under
-- the client's keys. The line stays when the client is erased, as the access log does: it hangs on no
-- other table.
CREATE TABLE emergency_access (
  id BLOB PRIMARY KEY,
  client BLOB NOT NULL,
  account BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  told_at INTEGER,
  ended_at INTEGER,
  reviewed_by BLOB,
  reviewed_at INTEGER,
  was_right INTEGER,
  review BLOB,
  CHECK (until > opened_at),
  CHECK (reviewed_by IS NULL OR reviewed_by <> account),
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)
    AND (reviewed_by IS NULL) = (was_right IS NULL)
    AND (reviewed_by IS NULL) = (review IS NULL))
) STRICT;
CREATE INDEX emergency_access_of_client ON emergency_access(client, opened_at);
CREATE INDEX emergency_access_unreviewed ON emergency_access(opened_at) WHERE reviewed_at IS NULL;
CREATE TRIGGER emergency_access_is_kept
BEFORE UPDATE OF id, client, account, opened_at, until, sealed ON emergency_access
BEGIN SELECT RAISE(ABORT, 'emergency access is only added to'); END;
CREATE TRIGGER emergency_access_ends_once BEFORE UPDATE OF ended_at ON emergency_access
WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'emergency access ended before'); END;
CREATE TRIGGER emergency_access_is_told_once BEFORE UPDATE OF told_at ON emergency_access
WHEN OLD.told_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'emergency access was told before'); END;
CREATE TRIGGER emergency_access_is_reviewed_once
BEFORE UPDATE OF reviewed_by, reviewed_at, was_right, review ON emergency_access
WHEN OLD.reviewed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'emergency access was reviewed before'); END;
CREATE TRIGGER emergency_access_stays BEFORE DELETE ON emergency_access
BEGIN SELECT RAISE(ABORT, 'emergency access is only added to'); END
