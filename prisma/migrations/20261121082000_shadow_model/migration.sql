-- A candidate that scores incoming products beside the model in use, without being shown; one a catalog.
CREATE TABLE shadow_model (
  catalog_id uuid PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
  model_version_id uuid NOT NULL REFERENCES model_version (id),
  set_by text NOT NULL,
  since timestamptz(3) NOT NULL DEFAULT now()
);
-- What the model in use answered lately is what the shadow has to answer.
CREATE INDEX suggestion_made ON suggestion (model_version_id, created_at);
