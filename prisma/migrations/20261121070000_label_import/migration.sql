-- Labels that people bring from elsewhere: an errand of its own, counted like an import of products.
CREATE TABLE label_import (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  stored_path text NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  read int NOT NULL DEFAULT 0,
  recorded int NOT NULL DEFAULT 0,
  unchanged int NOT NULL DEFAULT 0,
  rejected int NOT NULL DEFAULT 0,
  -- The first thousand rejected rows: [{line, reason}].
  rejects jsonb NOT NULL DEFAULT '[]',
  failure text,
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3),
  CHECK (state <> 'done' OR read = recorded + unchanged + rejected)
);
CREATE INDEX label_import_recent ON label_import (catalog_id, created_at DESC);
