CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;

CREATE TABLE account (
  id BLOB PRIMARY KEY,
  role TEXT NOT NULL,
  client BLOB,
  login_index BLOB NOT NULL UNIQUE,
  sealed BLOB NOT NULL,
  passphrase TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE TABLE invitation (
  token_hash BLOB PRIMARY KEY,
  account BLOB,
  expires_at INTEGER NOT NULL,
  made_by BLOB,
  made_at INTEGER NOT NULL DEFAULT 0,
  works_from INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX invitation_of_account ON invitation(account);

CREATE TABLE sign_in (
  token_hash BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX sign_in_of_account ON sign_in(account);

CREATE TABLE failed_try (
  login_index BLOB PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;

CREATE TABLE demo_door (
  token_hash BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id)
) STRICT;

CREATE TABLE client (
  id BLOB PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE course (
  id BLOB PRIMARY KEY,
  client BLOB NOT NULL REFERENCES client(id),
  therapist BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX course_of_therapist ON course(therapist);
CREATE INDEX course_of_client ON course(client);

-- Which room was looked at, and at which form a draft was typed, tell of a client: neither stands
-- here in clear.
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
BEGIN SELECT RAISE(ABORT, 'the access log is only added to'); END
;

-- Links by which a client fills measures without an account. Which session and which measures, and
-- what was answered so far, are sealed under the client's keys.
CREATE TABLE check_in (
  id BLOB PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  client BLOB NOT NULL REFERENCES client(id),
  course BLOB NOT NULL REFERENCES course(id),
  sealed BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  done_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE INDEX check_in_of_course ON check_in(course, made_at)
