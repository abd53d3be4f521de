-- Whether a phone's browser promised to keep what the app stores, as the phone says with each
-- hand-in: where it did not, unsent work is less safe.
ALTER TABLE installs ADD COLUMN storage TEXT;
