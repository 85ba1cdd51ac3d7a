-- Which room was looked at, and at which form a draft was typed, tell of a client: both are no
-- longer in clear. What version 1 kept is sealed by `upgrade.rs` and the old tables are dropped.
DROP TRIGGER access_log_is_kept;
DROP TRIGGER access_log_stays;
DROP INDEX access_of_client;
ALTER TABLE access_log RENAME TO access_log_1;
CREATE TABLE access_log (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  account BLOB NOT NULL,
  resource TEXT NOT NULL,
  verb TEXT NOT NULL,
  client BLOB,
  course BLOB,
  room BLOB NOT NULL
) STRICT;
CREATE INDEX access_of_client ON access_log(client, at);
CREATE TRIGGER access_log_is_kept BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is only added to'); END;
CREATE TRIGGER access_log_stays BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is only added to'); END;

ALTER TABLE draft RENAME TO draft_1;
CREATE TABLE draft (
  number INTEGER PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  place BLOB NOT NULL,
  tab BLOB NOT NULL,
  saved_at INTEGER NOT NULL,
  owner BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX draft_of_account ON draft(account, place, tab);

ALTER TABLE invitation ADD COLUMN made_by BLOB;
ALTER TABLE invitation ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN works_from INTEGER NOT NULL DEFAULT 0;
CREATE INDEX invitation_of_account ON invitation(account)
