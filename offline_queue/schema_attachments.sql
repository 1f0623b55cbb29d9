-- An item's attachments lie beside the database, named by its header. Here stands how many bytes they take; 0 where
-- it has none or they were let go, and then no file of it may be left.
ALTER TABLE item ADD COLUMN attached_bytes INTEGER NOT NULL DEFAULT 0 CHECK (attached_bytes >= 0);
ALTER TABLE ledger ADD COLUMN attached_bytes INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER item_attached AFTER INSERT ON item WHEN new.attached_bytes > 0 BEGIN
    UPDATE ledger SET attached_bytes = attached_bytes + new.attached_bytes;
END;
CREATE TRIGGER item_let_go AFTER UPDATE OF attached_bytes ON item WHEN old.attached_bytes <> new.attached_bytes BEGIN
    UPDATE ledger SET attached_bytes = attached_bytes + new.attached_bytes - old.attached_bytes;
END;
CREATE TRIGGER item_detached AFTER DELETE ON item WHEN old.attached_bytes > 0 BEGIN
    UPDATE ledger SET attached_bytes = attached_bytes - old.attached_bytes;
END;
