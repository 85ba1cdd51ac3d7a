-- The second step of a sign-in: one authenticator an account, and codes for when it is lost.
CREATE TABLE authenticator (
  account BLOB PRIMARY KEY REFERENCES account(id),
  sealed BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_code (
  hash BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  used_at INTEGER
) STRICT;
CREATE INDEX recovery_code_of_account ON recovery_code(account);

-- Who gave the right passphrase and still owes the second step.
CREATE TABLE half_sign_in (
  token_hash BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL
) STRICT;

-- With which kind of browser, sealed for its owner, who knows it again by that.
ALTER TABLE sign_in ADD COLUMN browser BLOB;

-- When a code of the second step was last given in it.
ALTER TABLE sign_in ADD COLUMN code_at INTEGER;
