-- That somebody opened more clients' records within an hour than their work asks for, and what was
-- said of it afterwards, sealed under the account's keys.
CREATE TABLE key_alarm (
  id BLOB PRIMARY KEY,
  account BLOB NOT NULL REFERENCES account(id),
  at INTEGER NOT NULL,
  clients INTEGER NOT NULL,
  reviewed_by BLOB REFERENCES account(id),
  reviewed_at INTEGER,
  review BLOB,
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL) AND (reviewed_by IS NULL) = (review IS NULL))
) STRICT;
CREATE INDEX key_alarm_of_account ON key_alarm(account, at);
CREATE TRIGGER key_alarm_stays BEFORE DELETE ON key_alarm
BEGIN SELECT RAISE(ABORT, 'alarms are only added to'); END;
CREATE TRIGGER key_alarm_is_reviewed_once
BEFORE UPDATE OF reviewed_by, reviewed_at, review ON key_alarm
WHEN OLD.reviewed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an alarm was reviewed before'); END;
