-- Whose drawer of process notes there is in which course. What lies in it is sealed in the record,
-- under keys of its own.
CREATE TABLE process_drawer (
  course BLOB NOT NULL REFERENCES course(id),
  author BLOB NOT NULL REFERENCES account(id),
  PRIMARY KEY (course, author)
) STRICT;
