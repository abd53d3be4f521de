-- Sessions that somebody made for another program, such as QGIS: they read maps and nothing else.

-- The token's id and the name its maker gave it; absent for everybody who signed in.
ALTER TABLE sessions ADD COLUMN token_id BLOB;
ALTER TABLE sessions ADD COLUMN token_name TEXT;
