-- Nothing that was called settled had a backup behind it: it is received, and settles when a watermark covers it.
UPDATE item SET state = 'received' WHERE state = 'settled';
ALTER TABLE item ADD COLUMN settled_at TEXT; -- by the centre's clock: a backup covers it, and its body is gone
ALTER TABLE run ADD COLUMN watermark BLOB; -- as the centre signed it: what says that bodies could go
ALTER TABLE run ADD COLUMN swept_seq INTEGER NOT NULL DEFAULT 0; -- the last sequence whose row is gone

DROP INDEX item_received;
CREATE INDEX item_unsettled ON item (position)
WHERE settled_at IS NULL AND to_send = 0 AND state IN ('received', 'cancelled');
CREATE INDEX item_settled ON item (settled_at, position) WHERE settled_at IS NOT NULL;
