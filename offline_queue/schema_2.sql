-- What a commit writes is what it costs: counters, the chain's head and the next number share one page, and a row's
-- place says its run and sequence, so that no index has to.
CREATE TABLE run (
    run INTEGER PRIMARY KEY,
    terminal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    UNIQUE (terminal, epoch)
) STRICT;
INSERT INTO run (terminal, epoch) SELECT terminal, epoch FROM item GROUP BY terminal, epoch ORDER BY min(position);
INSERT OR IGNORE INTO run (terminal, epoch)
    SELECT setting.value, head.epoch FROM head JOIN setting ON setting.name = 'terminal';

CREATE TABLE placed (
    position INTEGER PRIMARY KEY, -- run * 2^32 + seq
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('submission', 'payment', 'service')),
    terminal TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0 AND seq = position & 4294967295),
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
    document INTEGER NOT NULL DEFAULT 0 CHECK (document IN (0, 1))
) STRICT;
INSERT INTO placed
    SELECT
        run.run * 4294967296 + item.seq, id, kind, item.terminal, item.epoch, seq, number, matter, catalogue,
        created_at, key, about, bytes, seal_sha256, chain_sha256, state, tombstone, to_send, priority, attempts, boot,
        not_before, lease_until, reason, acceptance_number, disposition, document
    FROM item JOIN run ON run.terminal = item.terminal AND run.epoch = item.epoch
    ORDER BY 1;

CREATE TABLE ledger (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    run INTEGER REFERENCES run (run), -- NULL before enrolment
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    chain_sha256 BLOB NOT NULL,
    block INTEGER REFERENCES number_block (position), -- the one that numbers are taken from
    next_number INTEGER NOT NULL,
    awaiting_payment INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    sending INTEGER NOT NULL,
    received INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    to_send INTEGER NOT NULL
) STRICT;
INSERT INTO ledger
    SELECT
        1, run.run, coalesce(head.epoch, 0), coalesce(head.seq, 0), coalesce(head.chain_sha256, zeroblob(32)),
        used.position, coalesce(used.next, 0),
        (SELECT n FROM tally WHERE name = 'awaiting_payment'), (SELECT n FROM tally WHERE name = 'pending'),
        (SELECT n FROM tally WHERE name = 'sending'), (SELECT n FROM tally WHERE name = 'received'),
        (SELECT n FROM tally WHERE name = 'settled'), (SELECT n FROM tally WHERE name = 'quarantined'),
        (SELECT n FROM tally WHERE name = 'cancelled'), (SELECT n FROM tally WHERE name = 'to_send')
    FROM (SELECT 1 AS one)
    LEFT JOIN head ON head.one = 1
    LEFT JOIN setting ON setting.name = 'terminal'
    LEFT JOIN run ON run.terminal = setting.value AND run.epoch = head.epoch
    -- The first block with numbers left, or the last one when all are used up: no number is given twice.
    LEFT JOIN (SELECT position, next FROM number_block ORDER BY next > last, iif(next > last, -position, position) LIMIT 1)
        AS used;

DROP TABLE item;
DROP TABLE head;
DROP TABLE tally;
ALTER TABLE placed RENAME TO item;
DROP INDEX number_block_open;
ALTER TABLE number_block DROP COLUMN next;

CREATE INDEX item_to_send ON item (priority, position) WHERE to_send = 1;
CREATE INDEX item_unpaid ON item (position) WHERE state = 'awaiting_payment';
CREATE INDEX item_received ON item (position) WHERE state = 'received';
CREATE INDEX item_quarantined ON item (position) WHERE state = 'quarantined';
CREATE INDEX item_about ON item (about) WHERE about IS NOT NULL;

CREATE TRIGGER item_counted AFTER INSERT ON item BEGIN
    UPDATE ledger SET
        awaiting_payment = awaiting_payment + (new.state = 'awaiting_payment'),
        pending = pending + (new.state = 'pending'),
        sending = sending + (new.state = 'sending'),
        received = received + (new.state = 'received'),
        settled = settled + (new.state = 'settled'),
        quarantined = quarantined + (new.state = 'quarantined'),
        cancelled = cancelled + (new.state = 'cancelled'),
        to_send = to_send + new.to_send;
END;
CREATE TRIGGER item_recounted AFTER UPDATE OF state, to_send ON item
WHEN old.state <> new.state OR old.to_send <> new.to_send BEGIN
    UPDATE ledger SET
        awaiting_payment = awaiting_payment + (new.state = 'awaiting_payment') - (old.state = 'awaiting_payment'),
        pending = pending + (new.state = 'pending') - (old.state = 'pending'),
        sending = sending + (new.state = 'sending') - (old.state = 'sending'),
        received = received + (new.state = 'received') - (old.state = 'received'),
        settled = settled + (new.state = 'settled') - (old.state = 'settled'),
        quarantined = quarantined + (new.state = 'quarantined') - (old.state = 'quarantined'),
        cancelled = cancelled + (new.state = 'cancelled') - (old.state = 'cancelled'),
        to_send = to_send + new.to_send - old.to_send;
END;
CREATE TRIGGER item_uncounted AFTER DELETE ON item BEGIN
    UPDATE ledger SET
        awaiting_payment = awaiting_payment - (old.state = 'awaiting_payment'),
        pending = pending - (old.state = 'pending'),
        sending = sending - (old.state = 'sending'),
        received = received - (old.state = 'received'),
        settled = settled - (old.state = 'settled'),
        quarantined = quarantined - (old.state = 'quarantined'),
        cancelled = cancelled - (old.state = 'cancelled'),
        to_send = to_send - old.to_send;
END;
