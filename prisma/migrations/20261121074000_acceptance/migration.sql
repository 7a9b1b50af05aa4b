-- Automatic acceptance: what a policy promises, what it has proven, and every product that it placed.
CREATE TABLE acceptance_policy (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  -- A change is a new version; the latest one counts.
  version int NOT NULL,
  state text NOT NULL CHECK (state IN ('on', 'off', 'closed')),
  precision_promised float8 NOT NULL CHECK (precision_promised > 0.5 AND precision_promised < 1),
  alpha float8 NOT NULL CHECK (alpha > 0 AND alpha < 1),
  audit_share float8 NOT NULL CHECK (audit_share > 0 AND audit_share <= 1),
  reason text NOT NULL,
  set_by text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (catalog_id, version)
);
CREATE TABLE acceptance_grant (
  policy_id uuid NOT NULL REFERENCES acceptance_policy (id),
  model_version_id uuid NOT NULL,
  -- Codes from the root joined by '/'; '' is the whole tree.
  stratum text NOT NULL,
  threshold float8,
  lower float8 NOT NULL,
  audits int NOT NULL,
  is_closed boolean NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (policy_id, model_version_id, stratum)
);
CREATE TABLE accepted_product (
  decision_id uuid PRIMARY KEY REFERENCES decision (id),
  catalog_id uuid NOT NULL,
  product_id uuid NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  policy_id uuid NOT NULL REFERENCES acceptance_policy (id),
  model_version_id uuid NOT NULL,
  stratum text NOT NULL,
  p float8 NOT NULL,
  -- Audits of the stratum when this was accepted: an alarm gives back what came after the likely change.
  audits int NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  returned_at timestamptz(3)
);
CREATE UNIQUE INDEX accepted_product_live ON accepted_product (product_id) WHERE returned_at IS NULL;
CREATE INDEX accepted_product_catalog ON accepted_product (catalog_id, stratum) WHERE returned_at IS NULL;
