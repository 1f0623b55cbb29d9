-- By the centre's clock; NULL while it never said that it has the item, and in rows from before this was kept.
ALTER TABLE item ADD COLUMN heard_at TEXT;
