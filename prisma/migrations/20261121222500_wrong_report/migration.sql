-- The last estimate of how many given categories are wrong: of the catalog, by seller and by category.
CREATE TABLE wrong_report (
  catalog_id uuid PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
  model_version_id uuid NOT NULL,
  made_at timestamptz(3) NOT NULL,
  report jsonb NOT NULL
);
