-- Rows are kept: what was sent changes its state and stays. Delays and leases run on the machine's uptime, and
-- count only while `boot` is the boot they were written in, so that neither a wall clock nor a restart can hold a row.
CREATE TABLE item (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'payment', 'service')),
    terminal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    number TEXT NOT NULL,
    matter TEXT NOT NULL,
    catalogue TEXT NOT NULL,
    created_at TEXT NOT NULL,
    key TEXT NOT NULL,
    about TEXT REFERENCES item (id),
    bytes BLOB NOT NULL,
    seal_sha256 BLOB NOT NULL,
    chain_sha256 BLOB NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('awaiting_payment', 'pending', 'sending', 'received', 'settled', 'quarantined', 'cancelled')
    ),
    tombstone INTEGER NOT NULL DEFAULT 0 CHECK (tombstone IN (0, 1)),
    to_send INTEGER NOT NULL CHECK (to_send IN (0, 1)),
    priority INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    boot TEXT NOT NULL DEFAULT '',
    not_before REAL NOT NULL DEFAULT 0,
    lease_until REAL NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    acceptance_number TEXT,
    disposition TEXT,
    document INTEGER NOT NULL DEFAULT 0 CHECK (document IN (0, 1)),
    UNIQUE (terminal, epoch, seq)
) STRICT;

CREATE INDEX item_to_send ON item (priority, position) WHERE to_send = 1;
CREATE INDEX item_unsent_age ON item (position) WHERE to_send = 1;
CREATE INDEX item_unpaid ON item (position) WHERE state = 'awaiting_payment';
CREATE INDEX item_received ON item (terminal, epoch, seq) WHERE state = 'received';
CREATE INDEX item_quarantined ON item (position) WHERE state = 'quarantined';
CREATE INDEX item_about ON item (about) WHERE about IS NOT NULL;

-- COUNT(*) over a million rows costs 27 ms; these cost one page that the commit writes anyway.
CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO tally (name, n) VALUES
    ('awaiting_payment', 0), ('pending', 0), ('sending', 0), ('received', 0), ('settled', 0),
    ('quarantined', 0), ('cancelled', 0), ('to_send', 0);

CREATE TRIGGER item_counted AFTER INSERT ON item BEGIN
    UPDATE tally SET n = n + 1 WHERE name = new.state;
    UPDATE tally SET n = n + new.to_send WHERE name = 'to_send' AND new.to_send;
END;
CREATE TRIGGER item_recounted AFTER UPDATE OF state, to_send ON item
WHEN old.state <> new.state OR old.to_send <> new.to_send BEGIN
    UPDATE tally SET n = n - 1 WHERE name = old.state;
    UPDATE tally SET n = n + 1 WHERE name = new.state;
    UPDATE tally SET n = n + new.to_send - old.to_send WHERE name = 'to_send';
END;
CREATE TRIGGER item_uncounted AFTER DELETE ON item BEGIN
    UPDATE tally SET n = n - 1 WHERE name = old.state;
    UPDATE tally SET n = n - old.to_send WHERE name = 'to_send';
END;

CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    chain_sha256 BLOB NOT NULL
) STRICT;

CREATE TABLE number_block (
    position INTEGER PRIMARY KEY,
    prefix TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    next INTEGER NOT NULL CHECK (next BETWEEN first AND last + 1),
    UNIQUE (prefix, first)
) STRICT;
CREATE INDEX number_block_open ON number_block (position) WHERE next <= last;

CREATE TABLE act (
    act INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    stub TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT
) STRICT;
CREATE INDEX act_open ON act (act) WHERE outcome IS NULL;
CREATE INDEX act_subject ON act (subject);

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
