-- What is asked to be erased and waits for a second person. Why is sealed under the client's keys.
CREATE TABLE erasure_request (
  client BLOB PRIMARY KEY REFERENCES client(id),
  id BLOB NOT NULL,
  asked_by BLOB NOT NULL,
  asked_at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

-- A record that must not be erased while a dispute or an inquiry needs it.
CREATE TABLE legal_hold (
  id BLOB PRIMARY KEY,
  client BLOB NOT NULL REFERENCES client(id),
  set_by BLOB NOT NULL,
  set_at INTEGER NOT NULL,
  lifted_by BLOB,
  lifted_at INTEGER,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX legal_hold_of_client ON legal_hold(client, set_at);

-- To whom something of a record was given. To whom, what and why is sealed under the client's keys.
CREATE TABLE disclosure (
  id BLOB PRIMARY KEY,
  client BLOB NOT NULL REFERENCES client(id),
  made_by BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX disclosure_of_client ON disclosure(client, made_at);
CREATE TRIGGER disclosure_is_kept BEFORE UPDATE ON disclosure
BEGIN SELECT RAISE(ABORT, 'disclosures are only added to'); END
