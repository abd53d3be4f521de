-- The house itself: who is here, who may do what. Global tables: they name no hub's data.

-- One row a fact about this database: `epoch`, `cursor_key`.
CREATE TABLE house (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- A funded or self-run frame with dates and definitions.
CREATE TABLE programmes (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    starts TEXT NOT NULL,
    ends TEXT,
    definition_set TEXT NOT NULL,
    deprivation_edition BIGINT NOT NULL,
    year_starts_month BIGINT NOT NULL CHECK (year_starts_month BETWEEN 1 AND 12),
    grace_days BIGINT NOT NULL
);

-- A local organisation that runs organising: controller of its data. Membership is dated.
CREATE TABLE hubs (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    legal_form TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    funded BOOLEAN NOT NULL,
    joins_on TEXT NOT NULL,
    leaves_on TEXT,
    successor_of UUID,
    created_at BIGINT NOT NULL
);

-- Somebody with an account. No e-mail, no password: they sign in by one-time codes.
CREATE TABLE people (
    id UUID NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    languages TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- What a person may be, where, from when to when. `hub_id` is absent for network-wide roles.
CREATE TABLE grants (
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    hub_id UUID,
    group_id UUID,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    UNIQUE (person_id, role, hub_id)
);
CREATE INDEX grants_by_hub ON grants (hub_id);

-- One-time codes, stored hashed; used once, within their life.
CREATE TABLE codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    hub_id UUID,
    group_id UUID,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX codes_by_person ON codes (person_id);

-- Who is signed in; the token is stored hashed. A phone's session names its install.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    hub_id UUID,
    group_id UUID,
    install_id UUID,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX sessions_by_person ON sessions (person_id);

-- A phone that was enrolled, and what it last announced.
CREATE TABLE installs (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    enrolled_at BIGINT NOT NULL,
    last_seen_at BIGINT,
    announced_n BIGINT NOT NULL,
    contiguous_n BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (hub_id, id)
);
CREATE INDEX installs_by_person ON installs (person_id);

-- Residents who organise.
CREATE TABLE organising_groups (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    patch_id UUID,
    formed_on TEXT NOT NULL,
    members BIGINT NOT NULL,
    recognised_on TEXT,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, name)
);

-- A hub's key pair: phones seal to the public half what only the hub may read. The private half is
-- wrapped by the server's key, which is in no database. The newest is the one phones are given;
-- older ones stay for what was sealed to them.
CREATE TABLE hub_keys (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    suite TEXT NOT NULL,
    public_key TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id)
);

-- A hub's keys for what is sealed in this database, one a purpose, each wrapped by the server's key.
CREATE TABLE data_keys (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, purpose)
);

-- Whom a hub's people ring: the card that works without signal.
CREATE TABLE safety_numbers (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    n BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (hub_id, n)
);
