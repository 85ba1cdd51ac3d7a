-- Word by mail to a member of the staff of their own sign-in: that something was changed there, or
-- that something waits. What it is stands on their pages alone.
CREATE TABLE own_word (
  id BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL
) STRICT;
