-- What one account looked at within a span is asked after a breach.
CREATE INDEX access_of_account ON access_log(account, at);
