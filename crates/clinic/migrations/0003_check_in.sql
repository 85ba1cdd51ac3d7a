-- Links by which a client fills measures without an account. Which course, session and measures,
-- and what was answered so far, are sealed under the client's keys.
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
