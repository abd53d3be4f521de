-- The hub's own codebook in versions: words are merged and split, and nothing that was coded is lost.

-- Into which word a word was merged, from which it was split, and its own version: a change made on
-- an older one is refused.
ALTER TABLE local_themes ADD COLUMN merged_into UUID;
ALTER TABLE local_themes ADD COLUMN split_from UUID;
ALTER TABLE local_themes ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Under which national theme a word counts, by the last day on which something may have been heard.
-- The spans of a word do not overlap: what a quarter was counted with stays what it was.
CREATE TABLE theme_maps (
    hub_id UUID NOT NULL,
    theme_id UUID NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    national_id UUID NOT NULL,
    PRIMARY KEY (hub_id, theme_id, from_day),
    FOREIGN KEY (hub_id, theme_id) REFERENCES local_themes (hub_id, id) ON DELETE CASCADE
);
INSERT INTO theme_maps (hub_id, theme_id, from_day, until_day, national_id)
SELECT hub_id, id, '1900-01-01', '2999-12-31', national_id FROM local_themes;

-- The version of the hub's codebook: every change adds one.
CREATE TABLE codebooks (
    hub_id UUID NOT NULL PRIMARY KEY REFERENCES hubs (id) ON DELETE CASCADE,
    version BIGINT NOT NULL
);

-- Every change, in a sentence, with how its words stood before (JSON), so that it can be taken back.
CREATE TABLE codebook_changes (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL,
    stood TEXT NOT NULL,
    undoes BIGINT,
    changed_on TEXT NOT NULL,
    PRIMARY KEY (hub_id, version)
);

-- What was said in a listening, coded anew after the split: how it was coded until then, and since
-- (JSON), and with which version of the hub's codebook.
CREATE TABLE recodes (
    hub_id UUID NOT NULL,
    listening_id UUID NOT NULL,
    n BIGINT NOT NULL,
    codebook BIGINT NOT NULL,
    recoded_on TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    PRIMARY KEY (hub_id, listening_id, n),
    FOREIGN KEY (hub_id, listening_id) REFERENCES listenings (hub_id, id) ON DELETE CASCADE
);
