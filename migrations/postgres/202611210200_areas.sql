-- Small areas, deprivation editions and where they came from (global); patches (a hub's).

-- Every file that was imported, with what was read, kept and refused.
CREATE TABLE imports (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    dated TEXT,
    imported_at BIGINT NOT NULL,
    summary TEXT NOT NULL
);
CREATE INDEX imports_by_sha256 ON imports (kind, sha256);

-- A statistical area of one vintage, with its shape as GeoJSON (WGS84) and its box.
CREATE TABLE lsoas (
    vintage BIGINT NOT NULL CHECK (vintage IN (2001, 2011, 2021)),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    geometry TEXT NOT NULL,
    min_lng DOUBLE PRECISION NOT NULL,
    min_lat DOUBLE PRECISION NOT NULL,
    max_lng DOUBLE PRECISION NOT NULL,
    max_lat DOUBLE PRECISION NOT NULL,
    import_id UUID NOT NULL,
    PRIMARY KEY (vintage, code)
);
CREATE INDEX lsoas_by_box ON lsoas (vintage, min_lat, max_lat, min_lng, max_lng);

-- Rank and decile of a small area in one edition of the index; 1 = most deprived.
CREATE TABLE deprivation (
    edition BIGINT NOT NULL,
    code TEXT NOT NULL,
    vintage BIGINT NOT NULL,
    name TEXT NOT NULL,
    lad_code TEXT NOT NULL,
    lad_name TEXT NOT NULL,
    score DOUBLE PRECISION,
    rank BIGINT NOT NULL CHECK (rank >= 1),
    decile BIGINT NOT NULL CHECK (decile BETWEEN 1 AND 10),
    domains TEXT NOT NULL,
    populations TEXT NOT NULL,
    import_id UUID NOT NULL,
    PRIMARY KEY (edition, code)
);
CREATE INDEX deprivation_by_code ON deprivation (vintage, code);
CREATE INDEX deprivation_by_lad ON deprivation (lad_code);

-- Which area of 2011 became which of 2021: U unchanged, S split, M merged, X irregular.
CREATE TABLE lsoa_lookup (
    code_2011 TEXT NOT NULL,
    code_2021 TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('U', 'S', 'M', 'X')),
    lad_code TEXT NOT NULL,
    import_id UUID NOT NULL,
    PRIMARY KEY (code_2011, code_2021)
);
CREATE INDEX lsoa_lookup_by_2021 ON lsoa_lookup (code_2021);

-- A working area, dated and versioned. `shape` is the GeoJSON of a drawn polygon, else absent.
CREATE TABLE patches (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    rule TEXT NOT NULL,
    vintage BIGINT NOT NULL,
    shape TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    holes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, id, version)
);

-- The small areas of a patch version.
CREATE TABLE patch_areas (
    hub_id UUID NOT NULL,
    patch_id UUID NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (hub_id, patch_id, version, code),
    FOREIGN KEY (hub_id, patch_id, version) REFERENCES patches (hub_id, id, version) ON DELETE CASCADE
);
