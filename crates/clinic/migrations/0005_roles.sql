-- What each account is in the practice, from when and until when; one row a grant. A role stands
-- from its first moment on, and before its last.
CREATE TABLE role_grant (
  id BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  role TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  granted_by BLOB,
  ended_by BLOB
) STRICT;
CREATE INDEX role_grant_of_account ON role_grant(account);
INSERT INTO role_grant(id, account, role, since, until)
  SELECT randomblob(16), id, role, created_at, ended_at FROM account;
ALTER TABLE account DROP COLUMN role
