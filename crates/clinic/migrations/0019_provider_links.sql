-- Whom an OpenID provider's subject is: a keyed hash of issuer and subject, linked by its owner.
CREATE TABLE provider_link (
  identity BLOB PRIMARY KEY,
  account BLOB NOT NULL UNIQUE REFERENCES account(id),
  made_at INTEGER NOT NULL
) STRICT
