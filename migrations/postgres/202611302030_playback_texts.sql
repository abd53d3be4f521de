-- What a hub tells a patch back, in the words of one language: it goes through doors, so everybody may
-- read it. A patch of zeros stands for the whole hub.
CREATE TABLE playback_texts (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    programme_id UUID NOT NULL,
    quarter TEXT NOT NULL,
    patch_id UUID NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (hub_id, programme_id, quarter, patch_id, language)
);
