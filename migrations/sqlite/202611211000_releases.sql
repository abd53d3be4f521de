-- What was shown to whom. A release never changes: what comes later lies in a later one.

-- Figures of one hub. `body` is the release as text, byte for byte what was made; `making` says what
-- was not shown and why, for whoever made it.
CREATE TABLE releases (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    audience TEXT NOT NULL,
    period TEXT NOT NULL,
    quarter TEXT NOT NULL,
    body TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    making TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, programme_id, audience, period)
) STRICT;

-- Figures of all hubs together, never below the hub (global).
CREATE TABLE network_releases (
    id BLOB NOT NULL PRIMARY KEY,
    programme_id BLOB NOT NULL,
    audience TEXT NOT NULL,
    period TEXT NOT NULL,
    body TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    making TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (programme_id, audience, period)
) STRICT;

-- Conversations of a quarter by patch and theme, as they were counted for its first release: all
-- audiences read the same count, and what comes later is counted in the next quarter. A row without
-- a theme counts all conversations.
CREATE TABLE theme_counts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    n INTEGER NOT NULL,
    codebook INTEGER NOT NULL,
    patch_id BLOB,
    theme TEXT,
    stance TEXT,
    listenings INTEGER NOT NULL,
    PRIMARY KEY (hub_id, programme_id, quarter, n)
) STRICT;

-- Words that may leave their group, each once, with a theme, an area and a quarter alone. `mark` is
-- a keyed hash of the listening: it tells that there is a quote of it, and leads back to nothing.
-- `sealed` is what was said, under a key of the hub.
CREATE TABLE quotes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    mark TEXT NOT NULL,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    patch_id BLOB NOT NULL,
    theme TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, mark)
) STRICT;

CREATE INDEX ledger_by_posted ON ledger_entries (hub_id, programme_id, posted_at);
