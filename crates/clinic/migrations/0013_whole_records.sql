-- Who handed out whose whole record when, to count them within a day.
CREATE TABLE handed_out (
  account BLOB NOT NULL REFERENCES account(id),
  client BLOB NOT NULL REFERENCES client(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (account, client)
) STRICT;
-- That somebody wants to hand out more of them within a day than one person does alone.
CREATE TABLE hand_out_request (
  account BLOB PRIMARY KEY REFERENCES account(id),
  id BLOB NOT NULL UNIQUE,
  asked_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  confirmed_by BLOB REFERENCES account(id),
  confirmed_at INTEGER
) STRICT;
