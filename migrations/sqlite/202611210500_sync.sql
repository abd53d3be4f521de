-- The hub's one ordered stream, and what phones handed in.

-- One dense counter a hub, moved as the last lock before commit.
CREATE TABLE hub_clock (
    hub_id BLOB NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL
) STRICT;

-- The latest form of every row phones may hold, with the number of its last change. `scope_id` is
-- the hub, a person or a walk list: a phone reads the scopes it is in.
CREATE TABLE sync_rows (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    scope_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
    body TEXT,
    PRIMARY KEY (hub_id, scope_id, kind, id)
) STRICT;
CREATE INDEX sync_rows_by_seq ON sync_rows (hub_id, scope_id, seq);
CREATE INDEX sync_rows_by_row ON sync_rows (hub_id, kind, id, scope_id);

-- Which lists a person's phones may hold, and until when.
CREATE TABLE scopes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    list_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (hub_id, person_id, list_id)
) STRICT;
CREATE INDEX scopes_by_list ON scopes (hub_id, list_id, person_id);

-- Every op that was taken in, until its shift is split. Id and revision are the idempotency key: a
-- correction is another op with the record's id and the next revision. `voided_by` names the op that
-- took the record back; `outcome` is a visit's. What else it said lies where its room put it.
CREATE TABLE ops (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    install_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    kind TEXT NOT NULL,
    v INTEGER NOT NULL,
    shift_id BLOB,
    said_at TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    clock TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    outcome TEXT,
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    voided_by BLOB,
    seq INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id, rev)
) STRICT;
CREATE INDEX ops_by_install ON ops (hub_id, install_id, n);
CREATE INDEX ops_by_shift ON ops (hub_id, shift_id, install_id, n);

-- What stays of an op after its shift was split: marks under a key of the hub, by which whoever
-- hands the same op in again, or corrects it, is known. They lead nowhere by themselves.
CREATE TABLE op_marks (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    rev INTEGER NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    install TEXT NOT NULL,
    person TEXT NOT NULL,
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    PRIMARY KEY (hub_id, record, rev)
) STRICT;

-- The keys of what is sealed for a short time only: a shift's envelope, a record that waits. Each is
-- wrapped by the server's key, destroyed when its time is over, and in no backup.
CREATE TABLE envelope_keys (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    of_id BLOB NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, of_id)
) STRICT;

-- What waits for a human: stored, counted nowhere. `id` is ours, because the op's own id may be
-- taken by another content. `body` is sealed under a key of its own.
CREATE TABLE held_ops (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    op_id BLOB NOT NULL,
    rev INTEGER NOT NULL,
    install_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT,
    shift_id BLOB,
    content_hash TEXT NOT NULL,
    body TEXT NOT NULL,
    why TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    clock TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by BLOB,
    decision TEXT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, op_id, rev, content_hash)
) STRICT;
CREATE INDEX held_ops_by_install ON held_ops (hub_id, install_id, why);

-- The numbers each phone has delivered, so that a gap is seen.
CREATE TABLE op_numbers (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    install_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    op_id BLOB NOT NULL,
    rev INTEGER NOT NULL,
    PRIMARY KEY (hub_id, install_id, n)
) STRICT;

-- Something a human should look at.
CREATE TABLE incidents (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    install_id BLOB NOT NULL,
    detail TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX incidents_by_install ON incidents (hub_id, install_id, kind);

-- Work that a phone could not hand in, sealed to the hub's key: from a phone that was taken back,
-- or from a file. Opened, its records go the way of any push, and the sealed bytes are gone.
CREATE TABLE sealed_work (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    install_id BLOB NOT NULL,
    key_id BLOB NOT NULL,
    way TEXT NOT NULL,
    records INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    ciphertext TEXT,
    received_at INTEGER NOT NULL,
    brought_by BLOB,
    opened_at INTEGER,
    opened_by BLOB,
    came_to TEXT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, install_id, content_hash),
    FOREIGN KEY (hub_id, install_id) REFERENCES installs (hub_id, id) ON DELETE CASCADE
) STRICT;
