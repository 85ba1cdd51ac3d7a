-- With which kinds of browser somebody has signed in. 'asked': whether a kind is known (0), is asked
-- about until it is answered (1), or was not them, until there is another passphrase (2).
CREATE TABLE known_browser (
  account BLOB NOT NULL REFERENCES account(id),
  browser_index BLOB NOT NULL,
  sealed BLOB NOT NULL,
  began_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  PRIMARY KEY (account, browser_index)
) STRICT;

-- The same kind, as a sign-in was made with it.
ALTER TABLE sign_in ADD COLUMN browser_index BLOB;
