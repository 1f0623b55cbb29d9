-- Whose item it is: a hash under a key that never leaves the machine's TPM. NULL without one, and once it has settled.
ALTER TABLE item ADD COLUMN holder BLOB;
CREATE INDEX item_holder ON item (holder) WHERE holder IS NOT NULL;
