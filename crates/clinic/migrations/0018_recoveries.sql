-- A recovery of a member of the staff that another administrator has to confirm before its link works.
-- An account has one link at a time.
CREATE TABLE recovery_request (
  account BLOB PRIMARY KEY REFERENCES account(id),
  asked_by BLOB NOT NULL REFERENCES account(id),
  asked_at INTEGER NOT NULL,
  confirmed_by BLOB REFERENCES account(id),
  confirmed_at INTEGER,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK (confirmed_by IS NULL OR confirmed_by NOT IN (asked_by, account))
) STRICT
