-- A role that one administrator asked for and another has to confirm. Days as in a calendar.
CREATE TABLE grant_request (
  id BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  role TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  asked_by BLOB NOT NULL REFERENCES account(id),
  asked_at INTEGER NOT NULL,
  UNIQUE (account, role)
) STRICT;
-- Who confirmed a role, where a second administrator was there to.
ALTER TABLE role_grant ADD COLUMN confirmed_by BLOB REFERENCES account(id);
