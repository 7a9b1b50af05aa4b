-- The last look at how incoming products differ from those that the model in use was trained on.
CREATE TABLE drift_report (
  catalog_id uuid PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
  model_version_id uuid NOT NULL,
  made_at timestamptz(3) NOT NULL,
  report jsonb NOT NULL
);
