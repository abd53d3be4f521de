-- Lists change before they are handed out, and are printed.

-- Counts on whenever the stops of a list change: a sheet of paper names the version it shows.
ALTER TABLE walk_lists ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- `phone`, or `desk` for the one under which the hub's desk hands in what people wrote on paper.
ALTER TABLE installs ADD COLUMN kind TEXT NOT NULL DEFAULT 'phone';

-- A list on paper. `stops` are the numbers and doors printed, as JSON pairs: what a row of the sheet
-- means is read here, whatever becomes of the list. `chance` makes the ids of the records keyed from
-- the sheets of a list; it is made anew when the list's shift is split, so that nothing leads from a
-- door to what was said there.
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
