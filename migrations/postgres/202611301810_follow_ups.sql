-- What a group agreed to do next, by whom and until when, where nobody's details are held. It belongs
-- to a campaign and names no door, no listening and no contact. `who` and `what` are sealed under a key
-- of the hub.
CREATE TABLE group_follow_ups (
    hub_id UUID NOT NULL REFERENCES hubs (id) ON DELETE CASCADE,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    state TEXT NOT NULL,
    agreed_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    tries BIGINT NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (hub_id, id)
);
CREATE INDEX group_follow_ups_by_campaign ON group_follow_ups (hub_id, campaign_id, due_on);
