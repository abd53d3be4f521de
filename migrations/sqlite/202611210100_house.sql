-- The house itself: who is here, who may do what. Global tables: they name no hub's data.

-- One row a fact about this database: `epoch`, `cursor_key`.
CREATE TABLE house (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- A funded or self-run frame with dates and definitions.
CREATE TABLE programmes (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    starts TEXT NOT NULL,
    ends TEXT,
    definition_set TEXT NOT NULL,
    deprivation_edition INTEGER NOT NULL,
    year_starts_month INTEGER NOT NULL CHECK (year_starts_month BETWEEN 1 AND 12),
    grace_days INTEGER NOT NULL
) STRICT;

-- A local organisation that runs organising: controller of its data. Membership is dated.
CREATE TABLE hubs (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    legal_form TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    funded INTEGER NOT NULL CHECK (funded IN (0, 1)),
    joins_on TEXT NOT NULL,
    leaves_on TEXT,
    successor_of BLOB,
    created_at INTEGER NOT NULL
) STRICT;

-- Somebody with an account. No e-mail, no password: they sign in by one-time codes.
CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    languages TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- What a person may be, where, from when to when. `hub_id` is absent for network-wide roles.
CREATE TABLE grants (
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    hub_id BLOB,
    group_id BLOB,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    UNIQUE (person_id, role, hub_id)
) STRICT;
CREATE INDEX grants_by_hub ON grants (hub_id);

-- One-time codes, stored hashed; used once, within their life.
CREATE TABLE codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    hub_id BLOB,
    group_id BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX codes_by_person ON codes (person_id);

-- Who is signed in; the token is stored hashed. A phone's session names its install.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    hub_id BLOB,
    group_id BLOB,
    install_id BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id);

-- A phone that was enrolled, and what it last announced.
CREATE TABLE installs (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    enrolled_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    announced_n INTEGER NOT NULL,
    contiguous_n INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (hub_id, id)
) STRICT;
CREATE INDEX installs_by_person ON installs (person_id);

-- Residents who organise.
CREATE TABLE organising_groups (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    patch_id BLOB,
    formed_on TEXT NOT NULL,
    members INTEGER NOT NULL,
    recognised_on TEXT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, name)
) STRICT;

-- A hub's key pair: phones seal to the public half what only the hub may read. The private half is
-- wrapped by the server's key, which is in no database. The newest is the one phones are given;
-- older ones stay for what was sealed to them.
CREATE TABLE hub_keys (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    suite TEXT NOT NULL,
    public_key TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

-- A hub's keys for what is sealed in this database, one a purpose, each wrapped by the server's key.
CREATE TABLE data_keys (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, purpose)
) STRICT;

-- Whom a hub's people ring: the card that works without signal.
CREATE TABLE safety_numbers (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (hub_id, n)
) STRICT;
