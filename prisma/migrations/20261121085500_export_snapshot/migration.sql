-- What people agree on changes while a long export is written: the state of a label counts as it was when the ids were frozen.
ALTER TABLE export_row ADD COLUMN state TEXT;
