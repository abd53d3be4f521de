-- What a hub tells a patch back, in the words of one language: it goes through doors, so everybody may
-- read it. A patch of zeros stands for the whole hub.
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
