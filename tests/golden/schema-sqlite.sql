CREATE TABLE actions (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    group_id BLOB,
    patch_id BLOB,
    title TEXT NOT NULL,
    issue TEXT NOT NULL,
    approach TEXT NOT NULL,
    decision_maker TEXT,
    state TEXT NOT NULL,
    planned_on TEXT,
    done_on TEXT,
    outcome TEXT,
    changed TEXT,
    learnt TEXT,
    reason TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE TABLE address_points (
    source_ref TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    lng REAL NOT NULL,
    lat REAL NOT NULL,
    cell INTEGER NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    import_id BLOB NOT NULL
) STRICT;

CREATE INDEX address_points_by_2011 ON address_points (lsoa_2011);

CREATE INDEX address_points_by_2021 ON address_points (lsoa_2021);

CREATE INDEX address_points_by_place ON address_points (lat, lng);

CREATE TABLE alerts (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    step TEXT NOT NULL,
    cause TEXT NOT NULL,
    due INTEGER NOT NULL,
    at INTEGER NOT NULL,
    expected_end INTEGER,
    last_street TEXT,
    resolved_at INTEGER,
    resolved_by BLOB,
    tries INTEGER NOT NULL,
    next_try_at INTEGER,
    posted_at INTEGER,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, shift_id, step, cause, due),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX alerts_to_post ON alerts (next_try_at);

CREATE TABLE audit_heads (
    hub_id BLOB NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    pruned_seq INTEGER NOT NULL,
    pruned_hash TEXT NOT NULL
) STRICT;

CREATE TABLE audit_log (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    mark TEXT,
    role TEXT,
    action TEXT NOT NULL,
    purpose TEXT,
    records INTEGER NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (hub_id, seq)
) STRICT;

CREATE INDEX audit_log_by_time ON audit_log (hub_id, at);

CREATE TABLE audit_people (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    mark TEXT NOT NULL,
    salt TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (hub_id, mark),
    UNIQUE (hub_id, person_id)
) STRICT;

CREATE INDEX audit_people_by_person ON audit_people (person_id);

CREATE TABLE campaigns (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    patch_id BLOB NOT NULL,
    group_id BLOB,
    name TEXT NOT NULL,
    aim TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    most_tries INTEGER NOT NULL,
    gap_days INTEGER NOT NULL,
    declined_gap_days INTEGER NOT NULL,
    frame TEXT NOT NULL,
    codebook INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, name)
) STRICT;

CREATE TABLE check_ins (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    street TEXT,
    note TEXT,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX check_ins_by_shift ON check_ins (hub_id, shift_id);

CREATE TABLE codebook_changes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL,
    stood TEXT NOT NULL,
    undoes INTEGER,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, version)
) STRICT;

CREATE TABLE codebooks (
    hub_id BLOB NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
) STRICT;

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

CREATE TABLE concern_steps (
    hub_id BLOB NOT NULL,
    concern_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    step TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (hub_id, concern_id, n),
    FOREIGN KEY (hub_id, concern_id) REFERENCES concerns (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE concerns (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    told TEXT NOT NULL,
    told_on TEXT NOT NULL,
    state TEXT NOT NULL,
    closed_on TEXT,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX concerns_by_state ON concerns (hub_id, state);

CREATE TABLE contact_channels (
    hub_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (hub_id, contact_id, channel),
    FOREIGN KEY (hub_id, contact_id) REFERENCES contacts (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE contact_endings (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    ended_on TEXT NOT NULL,
    how TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (hub_id, ended_on, how)
) STRICT;

CREATE TABLE contact_stops (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    mark TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (hub_id, channel, mark)
) STRICT;

CREATE TABLE contacts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    mark TEXT NOT NULL,
    origin TEXT,
    name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    post TEXT,
    name_mark TEXT NOT NULL,
    phone_mark TEXT,
    email_mark TEXT,
    post_mark TEXT,
    code_mark TEXT NOT NULL,
    purposes TEXT NOT NULL,
    wording TEXT NOT NULL,
    language TEXT NOT NULL,
    parent_agreed INTEGER NOT NULL CHECK (parent_agreed IN (0, 1)),
    state TEXT NOT NULL,
    given_on TEXT NOT NULL,
    active_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX contacts_by_activity ON contacts (hub_id, active_on);

CREATE INDEX contacts_by_code ON contacts (hub_id, code_mark);

CREATE INDEX contacts_by_email ON contacts (hub_id, email_mark);

CREATE INDEX contacts_by_mark ON contacts (hub_id, mark);

CREATE INDEX contacts_by_origin ON contacts (hub_id, origin);

CREATE INDEX contacts_by_phone ON contacts (hub_id, phone_mark);

CREATE INDEX contacts_by_post ON contacts (hub_id, post_mark);

CREATE TABLE data_keys (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, purpose)
) STRICT;

CREATE TABLE deprivation (
    edition INTEGER NOT NULL,
    code TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    name TEXT NOT NULL,
    lad_code TEXT NOT NULL,
    lad_name TEXT NOT NULL,
    score REAL,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    decile INTEGER NOT NULL CHECK (decile BETWEEN 1 AND 10),
    domains TEXT NOT NULL,
    populations TEXT NOT NULL,
    import_id BLOB NOT NULL,
    PRIMARY KEY (edition, code)
) STRICT;

CREATE INDEX deprivation_by_code ON deprivation (vintage, code);

CREATE INDEX deprivation_by_lad ON deprivation (lad_code);

CREATE TABLE do_not_knock (
    door_id BLOB NOT NULL PRIMARY KEY REFERENCES doors (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    lifted_on TEXT
) STRICT;

CREATE TABLE do_not_knock_causes (
    door_id BLOB NOT NULL,
    op_id BLOB NOT NULL,
    PRIMARY KEY (door_id, op_id)
) STRICT;

CREATE TABLE door_labels (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    door_id BLOB NOT NULL,
    label TEXT,
    number TEXT,
    floor INTEGER,
    status TEXT CHECK (status IN ('home', 'not_a_home', 'empty')),
    status_on TEXT,
    PRIMARY KEY (hub_id, door_id)
) STRICT;

CREATE TABLE door_states (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    door_id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    hour_bands INTEGER NOT NULL,
    last_on TEXT NOT NULL,
    last_outcome TEXT NOT NULL,
    language TEXT,
    come_back TEXT,
    tried_on TEXT,
    declined_on TEXT,
    PRIMARY KEY (hub_id, door_id, campaign_id)
) STRICT;

CREATE INDEX door_states_by_campaign ON door_states (hub_id, campaign_id);

CREATE TABLE doors (
    id BLOB NOT NULL PRIMARY KEY,
    source_ref TEXT NOT NULL UNIQUE,
    uprn INTEGER,
    street_id BLOB,
    part_id BLOB,
    number TEXT,
    flat TEXT,
    building TEXT,
    floor INTEGER,
    postcode TEXT,
    street_name TEXT,
    side TEXT NOT NULL CHECK (side IN ('odd', 'even', 'left', 'right')),
    lng REAL NOT NULL,
    lat REAL NOT NULL,
    cell INTEGER NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('home', 'unlikely_home')),
    added_by_hub BLOB,
    import_id BLOB
) STRICT;

CREATE INDEX doors_by_2011 ON doors (lsoa_2011);

CREATE INDEX doors_by_2021 ON doors (lsoa_2021);

CREATE INDEX doors_by_part ON doors (part_id);

CREATE INDEX doors_by_place ON doors (lat, lng);

CREATE INDEX doors_by_street ON doors (street_id);

CREATE TABLE envelope (
    hub_id BLOB NOT NULL,
    op_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    door_id BLOB,
    rev INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (hub_id, op_id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX envelope_by_campaign ON envelope (hub_id, campaign_id);

CREATE INDEX envelope_by_door ON envelope (hub_id, door_id);

CREATE INDEX envelope_by_shift ON envelope (hub_id, shift_id);

CREATE TABLE envelope_keys (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    of_id BLOB NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, of_id)
) STRICT;

CREATE TABLE follow_ups (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    contact_id BLOB,
    what TEXT,
    state TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    tries INTEGER NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, contact_id) REFERENCES contacts (hub_id, id)
) STRICT;

CREATE INDEX follow_ups_by_contact ON follow_ups (hub_id, contact_id);

CREATE INDEX follow_ups_by_due ON follow_ups (hub_id, due_on);

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

CREATE TABLE group_follow_ups (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    state TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    tries INTEGER NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX group_follow_ups_by_campaign ON group_follow_ups (hub_id, campaign_id, due_on);

CREATE TABLE group_listenings (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    patch_id BLOB,
    mode TEXT NOT NULL,
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    people INTEGER NOT NULL CHECK (people >= 5),
    statements TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

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

CREATE TABLE house (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE hub_changes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    said TEXT NOT NULL,
    stood TEXT NOT NULL,
    undoes INTEGER,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, version)
) STRICT;

CREATE TABLE hub_clock (
    hub_id BLOB NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL
) STRICT;

CREATE TABLE hub_keys (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    suite TEXT NOT NULL,
    public_key TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

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
, merged_into BLOB, version INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE imports (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    dated TEXT,
    imported_at INTEGER NOT NULL,
    summary TEXT NOT NULL
) STRICT;

CREATE INDEX imports_by_sha256 ON imports (kind, sha256);

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

CREATE TABLE installs (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    enrolled_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    announced_n INTEGER NOT NULL,
    contiguous_n INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    revoked_at INTEGER, kind TEXT NOT NULL DEFAULT 'phone', storage TEXT,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX installs_by_person ON installs (person_id);

CREATE TABLE involvements (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    action_id BLOB NOT NULL,
    held_on TEXT NOT NULL,
    act TEXT NOT NULL,
    home_patch BLOB,
    first_listened INTEGER NOT NULL CHECK (first_listened >= 0),
    first_not_listened INTEGER NOT NULL CHECK (first_not_listened >= 0),
    first_unsure_listened INTEGER NOT NULL CHECK (first_unsure_listened >= 0),
    before INTEGER NOT NULL CHECK (before >= 0),
    unsure INTEGER NOT NULL CHECK (unsure >= 0),
    roles_first INTEGER NOT NULL CHECK (roles_first >= 0),
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, action_id) REFERENCES actions (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX involvements_by_action ON involvements (hub_id, action_id);

CREATE TABLE ledger_entries (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    subject_id BLOB NOT NULL,
    measure TEXT NOT NULL,
    delta INTEGER NOT NULL,
    happened_on TEXT NOT NULL,
    dated_in TEXT NOT NULL,
    reported_in TEXT NOT NULL,
    posted_at INTEGER NOT NULL,
    mode TEXT NOT NULL,
    patch_id BLOB,
    cell INTEGER,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX ledger_by_dated ON ledger_entries (hub_id, programme_id, dated_in, measure);

CREATE INDEX ledger_by_posted ON ledger_entries (hub_id, programme_id, posted_at);

CREATE INDEX ledger_by_reported ON ledger_entries (hub_id, programme_id, reported_in, measure);

CREATE INDEX ledger_by_subject ON ledger_entries (hub_id, subject_id, programme_id, measure);

CREATE TABLE ledger_quarters (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    frozen_at INTEGER,
    posts INTEGER NOT NULL,
    PRIMARY KEY (hub_id, programme_id, quarter)
) STRICT;

CREATE TABLE listenings (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    patch_id BLOB,
    street_id BLOB,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    strength INTEGER,
    note TEXT,
    note_state TEXT NOT NULL,
    quote_ok INTEGER NOT NULL CHECK (quote_ok IN (0, 1)),
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX listenings_by_campaign ON listenings (hub_id, campaign_id, first_day);

CREATE INDEX listenings_by_patch ON listenings (hub_id, patch_id);

CREATE TABLE local_themes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    label TEXT NOT NULL,
    national_id BLOB NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL, merged_into BLOB, split_from BLOB, version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, label)
) STRICT;

CREATE TABLE lsoa_lookup (
    code_2011 TEXT NOT NULL,
    code_2021 TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('U', 'S', 'M', 'X')),
    lad_code TEXT NOT NULL,
    import_id BLOB NOT NULL,
    PRIMARY KEY (code_2011, code_2021)
) STRICT;

CREATE INDEX lsoa_lookup_by_2021 ON lsoa_lookup (code_2021);

CREATE TABLE lsoas (
    vintage INTEGER NOT NULL CHECK (vintage IN (2001, 2011, 2021)),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    geometry TEXT NOT NULL,
    min_lng REAL NOT NULL,
    min_lat REAL NOT NULL,
    max_lng REAL NOT NULL,
    max_lat REAL NOT NULL,
    import_id BLOB NOT NULL,
    PRIMARY KEY (vintage, code)
) STRICT;

CREATE INDEX lsoas_by_box ON lsoas (vintage, min_lat, max_lat, min_lng, max_lng);

CREATE TABLE national_themes (
    id BLOB NOT NULL PRIMARY KEY,
    codebook INTEGER NOT NULL,
    slug TEXT NOT NULL,
    label TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (codebook, slug)
) STRICT;

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

CREATE TABLE op_numbers (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    install_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    op_id BLOB NOT NULL,
    rev INTEGER NOT NULL,
    PRIMARY KEY (hub_id, install_id, n)
) STRICT;

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

CREATE TABLE paper_sheets (
    hub_id BLOB NOT NULL,
    code TEXT NOT NULL,
    list_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    stops TEXT NOT NULL,
    chance TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, code),
    UNIQUE (hub_id, list_id, version),
    FOREIGN KEY (hub_id, list_id) REFERENCES walk_lists (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE patch_areas (
    hub_id BLOB NOT NULL,
    patch_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (hub_id, patch_id, version, code),
    FOREIGN KEY (hub_id, patch_id, version) REFERENCES patches (hub_id, id, version) ON DELETE CASCADE
) STRICT;

CREATE TABLE patches (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    rule TEXT NOT NULL,
    vintage INTEGER NOT NULL,
    shape TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    holes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id, version)
) STRICT;

CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    languages TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE playback_texts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    patch_id BLOB NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, programme_id, quarter, patch_id, language)
) STRICT;

CREATE TABLE privacy_requests (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    acknowledged_on TEXT,
    closed_on TEXT,
    outcome TEXT,
    reference TEXT,
    PRIMARY KEY (hub_id, id)
) STRICT;

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

CREATE TABLE quotes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    mark TEXT NOT NULL,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    patch_id BLOB NOT NULL,
    theme TEXT NOT NULL,
    sealed TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'proposed', group_id BLOB,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, mark)
) STRICT;

CREATE TABLE recodes (
    hub_id BLOB NOT NULL,
    listening_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    codebook INTEGER NOT NULL,
    recoded_on TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    PRIMARY KEY (hub_id, listening_id, n),
    FOREIGN KEY (hub_id, listening_id) REFERENCES listenings (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE reflections (
    hub_id BLOB NOT NULL,
    id BLOB NOT NULL,
    shift_id BLOB,
    person_id BLOB NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX reflections_by_person ON reflections (hub_id, person_id);

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

CREATE TABLE retention_rules (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    class TEXT NOT NULL,
    days INTEGER NOT NULL CHECK (days >= 1),
    counted_from TEXT NOT NULL,
    basis TEXT NOT NULL,
    owner TEXT NOT NULL,
    reason TEXT,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, class)
) STRICT;

CREATE TABLE retention_runs (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    class TEXT NOT NULL,
    day TEXT NOT NULL,
    cutoff TEXT NOT NULL,
    records INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, class, day)
) STRICT;

CREATE TABLE returns (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    programme_id BLOB NOT NULL,
    quarter TEXT NOT NULL,
    state TEXT NOT NULL,
    definition_set TEXT NOT NULL,
    body TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    words TEXT NOT NULL,
    question TEXT,
    frozen_at INTEGER NOT NULL,
    submitted_at INTEGER,
    locked_at INTEGER,
    PRIMARY KEY (hub_id, id),
    UNIQUE (hub_id, programme_id, quarter)
) STRICT;

CREATE TABLE safety_numbers (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (hub_id, n)
) STRICT;

CREATE TABLE scopes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL,
    list_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (hub_id, person_id, list_id)
) STRICT;

CREATE INDEX scopes_by_list ON scopes (hub_id, list_id, person_id);

CREATE TABLE sealed_contacts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    mark TEXT NOT NULL,
    origin TEXT,
    key_id TEXT NOT NULL,
    ciphertext TEXT NOT NULL,
    given_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX sealed_contacts_by_mark ON sealed_contacts (hub_id, mark);

CREATE INDEX sealed_contacts_by_origin ON sealed_contacts (hub_id, origin);

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
, token_id BLOB, token_name TEXT, used_at INTEGER) STRICT;

CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE shift_people (
    hub_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('recorder', 'partner', 'shadow')),
    PRIMARY KEY (hub_id, shift_id, person_id),
    FOREIGN KEY (hub_id, shift_id) REFERENCES shifts (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX shift_people_by_person ON shift_people (hub_id, person_id);

CREATE TABLE shifts (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    planned_start INTEGER NOT NULL,
    planned_end INTEGER NOT NULL,
    start_place TEXT NOT NULL,
    buddy TEXT NOT NULL,
    buddy_id BLOB,
    state TEXT NOT NULL,
    started_at INTEGER,
    expected_end INTEGER,
    ended_at INTEGER,
    last_street TEXT,
    safety TEXT NOT NULL,
    declared TEXT,
    reason TEXT,
    closed_at INTEGER,
    receipt TEXT,
    split_at INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, campaign_id) REFERENCES campaigns (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX shifts_by_campaign ON shifts (hub_id, campaign_id);

CREATE TABLE statements (
    hub_id BLOB NOT NULL,
    listening_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    theme_id BLOB NOT NULL,
    stance TEXT NOT NULL,
    offer_kind TEXT,
    strength INTEGER,
    PRIMARY KEY (hub_id, listening_id, n),
    FOREIGN KEY (hub_id, listening_id) REFERENCES listenings (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX statements_by_theme ON statements (hub_id, theme_id);

CREATE TABLE street_parts (
    id BLOB NOT NULL PRIMARY KEY,
    source_key TEXT NOT NULL UNIQUE,
    street_id BLOB NOT NULL REFERENCES streets (id) ON DELETE CASCADE,
    line TEXT NOT NULL,
    length_m REAL NOT NULL,
    lng REAL NOT NULL,
    lat REAL NOT NULL,
    cell INTEGER NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT
) STRICT;

CREATE INDEX street_parts_by_2011 ON street_parts (lsoa_2011);

CREATE INDEX street_parts_by_2021 ON street_parts (lsoa_2021);

CREATE INDEX street_parts_by_place ON street_parts (lat, lng);

CREATE INDEX street_parts_by_street ON street_parts (street_id);

CREATE TABLE streets (
    id BLOB NOT NULL PRIMARY KEY,
    source_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    length_m REAL NOT NULL,
    import_id BLOB NOT NULL
) STRICT;

CREATE INDEX streets_by_name ON streets (name);

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

CREATE INDEX sync_rows_by_row ON sync_rows (hub_id, kind, id, scope_id);

CREATE INDEX sync_rows_by_seq ON sync_rows (hub_id, scope_id, seq);

CREATE TABLE targets (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id BLOB NOT NULL,
    measure TEXT NOT NULL,
    quarter TEXT NOT NULL,
    version INTEGER NOT NULL,
    value INTEGER NOT NULL CHECK (value >= 0),
    PRIMARY KEY (hub_id, programme_id, measure, quarter, version)
) STRICT;

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

CREATE TABLE theme_maps (
    hub_id BLOB NOT NULL,
    theme_id BLOB NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    national_id BLOB NOT NULL,
    PRIMARY KEY (hub_id, theme_id, from_day),
    FOREIGN KEY (hub_id, theme_id) REFERENCES local_themes (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE visit_outcomes (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    campaign_id BLOB NOT NULL,
    month TEXT NOT NULL,
    outcome TEXT NOT NULL,
    visits INTEGER NOT NULL,
    PRIMARY KEY (hub_id, campaign_id, month, outcome)
) STRICT;

CREATE TABLE visit_tallies (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    campaign_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    lsoa_2011 TEXT,
    lsoa_2021 TEXT,
    tried TEXT NOT NULL,
    answered TEXT NOT NULL,
    listened TEXT NOT NULL,
    doors INTEGER NOT NULL,
    PRIMARY KEY (hub_id, campaign_id, n)
) STRICT;

CREATE TABLE visits (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    shift_id BLOB NOT NULL,
    door_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    day TEXT NOT NULL,
    hour_band TEXT NOT NULL,
    outcome TEXT NOT NULL,
    language TEXT,
    come_back TEXT,
    left_card INTEGER NOT NULL CHECK (left_card IN (0, 1)),
    rev INTEGER NOT NULL,
    voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
    PRIMARY KEY (hub_id, id)
) STRICT;

CREATE INDEX visits_by_campaign ON visits (hub_id, campaign_id, day);

CREATE INDEX visits_by_door ON visits (hub_id, door_id, campaign_id);

CREATE INDEX visits_by_shift ON visits (hub_id, shift_id);

CREATE TABLE walk_list_stops (
    hub_id BLOB NOT NULL,
    list_id BLOB NOT NULL,
    n INTEGER NOT NULL,
    door_id BLOB,
    part_id BLOB,
    side TEXT NOT NULL,
    from_m REAL,
    to_m REAL,
    PRIMARY KEY (hub_id, list_id, n),
    FOREIGN KEY (hub_id, list_id) REFERENCES walk_lists (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX walk_list_stops_by_door ON walk_list_stops (hub_id, door_id);

CREATE INDEX walk_list_stops_by_part ON walk_list_stops (hub_id, part_id);

CREATE TABLE walk_lists (
    hub_id BLOB NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    patch_id BLOB NOT NULL,
    patch_version INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    shift_id BLOB,
    lease_until INTEGER,
    doors INTEGER NOT NULL,
    minutes REAL NOT NULL,
    metres REAL NOT NULL,
    pieces INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    issued_at INTEGER,
    ended_at INTEGER, version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (hub_id, id),
    FOREIGN KEY (hub_id, campaign_id) REFERENCES campaigns (hub_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX walk_lists_by_campaign ON walk_lists (hub_id, campaign_id);

CREATE INDEX walk_lists_by_shift ON walk_lists (hub_id, shift_id);
