-- When a catalog trains by itself. No row, or switched off: only when a person asks.
CREATE TABLE training_schedule (
  catalog_id uuid PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
  is_on boolean NOT NULL,
  -- As soon as so many labels came since the last run; null: not by labels.
  labels_min int CHECK (labels_min >= 1),
  -- Hours after the last run, where anything changed since; null: not by time.
  every_hours int CHECK (every_hours >= 1),
  set_by text NOT NULL,
  set_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (NOT is_on OR labels_min IS NOT NULL OR every_hours IS NOT NULL)
);
