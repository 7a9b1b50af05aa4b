-- The way of a catalog from one version of its taxonomy to the next.
CREATE TABLE taxonomy_migration (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id) ON DELETE CASCADE,
  from_version_id uuid NOT NULL REFERENCES taxonomy_version (id),
  to_version_id uuid NOT NULL REFERENCES taxonomy_version (id),
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'applied', 'discarded')),
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_by text,
  ended_at timestamptz(3),
  -- What applying it did: products, labels, asked.
  counts jsonb NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX taxonomy_migration_draft ON taxonomy_migration (catalog_id) WHERE state = 'draft';
-- Where each category of the old version goes.
CREATE TABLE taxonomy_mapping (
  migration_id uuid NOT NULL REFERENCES taxonomy_migration (id) ON DELETE CASCADE,
  from_id uuid NOT NULL REFERENCES category (id),
  kind text NOT NULL CHECK (kind IN ('kept', 'renamed', 'moved', 'recoded', 'split', 'merged', 'retired')),
  to_id uuid REFERENCES category (id),
  -- Its products are asked about one by one.
  per_product boolean NOT NULL DEFAULT false,
  proposals uuid[] NOT NULL DEFAULT '{}',
  decided_by text,
  decided_at timestamptz(3),
  PRIMARY KEY (migration_id, from_id)
);
-- What a label said before it was carried over: nothing is forgotten.
CREATE TABLE label_carried (
  migration_id uuid NOT NULL REFERENCES taxonomy_migration (id) ON DELETE CASCADE,
  label_id uuid NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  from_value text NOT NULL,
  from_state text NOT NULL,
  PRIMARY KEY (migration_id, label_id)
);
