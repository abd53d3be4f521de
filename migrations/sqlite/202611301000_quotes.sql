-- A quote is proposed first and cleared by somebody who has read it for what betrays a person. Until
-- then only the group of its campaign sees it (absent = the hub's own); `state` is `proposed` or
-- `cleared`.
ALTER TABLE quotes ADD COLUMN state TEXT NOT NULL DEFAULT 'proposed';
ALTER TABLE quotes ADD COLUMN group_id BLOB;
