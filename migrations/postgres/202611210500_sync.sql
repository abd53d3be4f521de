-- The hub's one ordered stream, and what phones handed in.

-- One dense counter a hub, moved as the last lock before commit.
CREATE TABLE hub_clock (
    hub_id UUID NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL
);

-- The latest form of every row phones may hold, with the number of its last change. `scope_id` is
-- the hub, a person or a walk list: a phone reads the scopes it is in.
CREATE TABLE sync_rows (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    scope_id UUID NOT NULL,
    kind TEXT NOT NULL,
    id UUID NOT NULL,
    seq BIGINT NOT NULL,
    gone BOOLEAN NOT NULL,
    body TEXT,
    PRIMARY KEY (hub_id, scope_id, kind, id)
);
CREATE INDEX sync_rows_by_seq ON sync_rows (hub_id, scope_id, seq);
CREATE INDEX sync_rows_by_row ON sync_rows (hub_id, kind, id, scope_id);

-- Which lists a person's phones may hold, and until when.
CREATE TABLE scopes (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    person_id UUID NOT NULL,
    list_id UUID NOT NULL,
    shift_id UUID NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (hub_id, person_id, list_id)
);
CREATE INDEX scopes_by_list ON scopes (hub_id, list_id, person_id);

-- Every op that was taken in, until its shift is split. Id and revision are the idempotency key: a
-- correction is another op with the record's id and the next revision. `voided_by` names the op that
-- took the record back; `outcome` is a visit's. What else it said lies where its room put it.
CREATE TABLE ops (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    install_id UUID NOT NULL,
    person_id UUID NOT NULL,
    n BIGINT NOT NULL,
    rev BIGINT NOT NULL,
    kind TEXT NOT NULL,
    v BIGINT NOT NULL,
    shift_id UUID,
    said_at TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    clock TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    content_hash TEXT NOT NULL,
    outcome TEXT,
    late BOOLEAN NOT NULL,
    voided_by UUID,
    seq BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id, rev)
);
CREATE INDEX ops_by_install ON ops (hub_id, install_id, n);
CREATE INDEX ops_by_shift ON ops (hub_id, shift_id, install_id, n);

-- What stays of an op after its shift was split: marks under a key of the hub, by which whoever
-- hands the same op in again, or corrects it, is known. They lead nowhere by themselves.
CREATE TABLE op_marks (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    rev BIGINT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    install TEXT NOT NULL,
    person TEXT NOT NULL,
    voided BOOLEAN NOT NULL,
    PRIMARY KEY (hub_id, record, rev)
);

-- The keys of what is sealed for a short time only: a shift's envelope, a record that waits. Each is
-- wrapped by the server's key, destroyed when its time is over, and in no backup.
CREATE TABLE envelope_keys (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    of_id UUID NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, of_id)
);

-- What waits for a human: stored, counted nowhere. `id` is ours, because the op's own id may be
-- taken by another content. `body` is sealed under a key of its own.
CREATE TABLE held_ops (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    op_id UUID NOT NULL,
    rev BIGINT NOT NULL,
    install_id UUID NOT NULL,
    person_id UUID NOT NULL,
    n BIGINT NOT NULL,
    kind TEXT,
    shift_id UUID,
    content_hash TEXT NOT NULL,
    body TEXT NOT NULL,
    why TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    clock TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by UUID,
    decision TEXT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, op_id, rev, content_hash)
);
CREATE INDEX held_ops_by_install ON held_ops (hub_id, install_id, why);

-- The numbers each phone has delivered, so that a gap is seen.
CREATE TABLE op_numbers (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    install_id UUID NOT NULL,
    n BIGINT NOT NULL,
    op_id UUID NOT NULL,
    rev BIGINT NOT NULL,
    PRIMARY KEY (hub_id, install_id, n)
);

-- Something a human should look at.
CREATE TABLE incidents (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    install_id UUID NOT NULL,
    detail TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (hub_id, id)
);
CREATE INDEX incidents_by_install ON incidents (hub_id, install_id, kind);

-- Work that a phone could not hand in, sealed to the hub's key: from a phone that was taken back,
-- or from a file. Opened, its records go the way of any push, and the sealed bytes are gone.
CREATE TABLE sealed_work (
    hub_id UUID NOT NULL,
    id UUID NOT NULL,
    install_id UUID NOT NULL,
    key_id UUID NOT NULL,
    way TEXT NOT NULL,
    records BIGINT NOT NULL,
    content_hash TEXT NOT NULL,
    ciphertext TEXT,
    received_at BIGINT NOT NULL,
    brought_by UUID,
    opened_at BIGINT,
    opened_by UUID,
    came_to TEXT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, install_id, content_hash),
    FOREIGN KEY (hub_id, install_id) REFERENCES installs (hub_id, id) ON DELETE CASCADE
);
