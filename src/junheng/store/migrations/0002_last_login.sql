-- When the account last began a session; null: never.

ALTER TABLE account ADD COLUMN last_login INTEGER;
UPDATE account SET last_login = (SELECT max(time) FROM audit_log WHERE audit_log.account_id = account.id AND event = 'session:create');
