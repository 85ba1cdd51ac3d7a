-- Passkeys: which, by a keyed hash of its id, and whose. Its public key and the name that its owner
-- gave it are sealed.
CREATE TABLE passkey (
  credential BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  sealed BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX passkey_of_account ON passkey(account);

-- A question that was answered is answered once.
CREATE TABLE answered_passkey (
  question BLOB PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT
