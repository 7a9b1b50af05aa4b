-- Questions about one pair of listings: drawn by chance to measure duplicates, or to audit automatic acceptance.
CREATE TABLE pair_sample (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  -- The matcher whose scores and proposed clusters the strata stand for.
  model_version_id uuid,
  idempotency_key uuid NOT NULL UNIQUE,
  seed int NOT NULL,
  size int NOT NULL CHECK (size > 0),
  state text NOT NULL CHECK (state IN ('drawing', 'open', 'closed')),
  -- [{name, population, asked}] of every stratum, as it was drawn.
  strata jsonb NOT NULL DEFAULT '[]',
  created_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  drawn_at timestamptz(3),
  closed_at timestamptz(3)
);
-- One sample at a time.
CREATE UNIQUE INDEX pair_sample_one_open ON pair_sample (catalog_id) WHERE state IN ('drawing', 'open');
CREATE INDEX pair_sample_latest ON pair_sample (catalog_id, created_at);

CREATE TABLE asked_pair (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  a uuid NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  b uuid NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('sample', 'audit')),
  -- The sample, or the audit, that asks.
  draw_id uuid NOT NULL,
  stratum text NOT NULL,
  -- What the machine held of the pair when it was drawn; null: it had not looked at it. Never shown.
  p float8,
  -- The proposed cluster whose own question rests while this one is open.
  cluster_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (a < b),
  UNIQUE (draw_id, a, b)
);
CREATE INDEX asked_pair_a ON asked_pair (a);
CREATE INDEX asked_pair_b ON asked_pair (b);
CREATE INDEX asked_pair_cluster ON asked_pair (cluster_id) WHERE cluster_id IS NOT NULL;

-- Automatic acceptance of duplicates has policies of its own, beside those of categories.
ALTER TABLE acceptance_policy ADD COLUMN queue text NOT NULL DEFAULT 'categories' CHECK (queue IN ('categories', 'duplicates'));
ALTER TABLE acceptance_policy DROP CONSTRAINT acceptance_policy_catalog_id_version_key;
CREATE UNIQUE INDEX acceptance_policy_version ON acceptance_policy (catalog_id, queue, version);

-- A cluster that chance drew for people, pair by pair: right when every pair is the same product.
CREATE TABLE cluster_audit (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES acceptance_policy (id),
  model_version_id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  member_ids uuid[] NOT NULL,
  stratum text NOT NULL,
  p float8 NOT NULL,
  pairs int NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (policy_id, model_version_id, member_ids)
);
CREATE INDEX cluster_audit_catalog ON cluster_audit (catalog_id, model_version_id);

CREATE TABLE accepted_cluster (
  decision_id uuid PRIMARY KEY REFERENCES decision (id),
  catalog_id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  policy_id uuid NOT NULL REFERENCES acceptance_policy (id),
  model_version_id uuid NOT NULL,
  stratum text NOT NULL,
  p float8 NOT NULL,
  listings int NOT NULL,
  -- Audits of the stratum when this was accepted: an alarm gives back what came after the likely change.
  audits int NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  returned_at timestamptz(3)
);
CREATE INDEX accepted_cluster_catalog ON accepted_cluster (catalog_id, stratum) WHERE returned_at IS NULL;
