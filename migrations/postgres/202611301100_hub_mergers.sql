-- Where the work of a hub that left goes on, where it went into another hub. A hub that took one
-- place names it in `successor_of`; of a merger each hub that left names the one it went into.

ALTER TABLE hubs ADD COLUMN merged_into UUID;
