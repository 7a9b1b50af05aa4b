-- Law 9: the split of a product is decided once, by its duplicate group, and remembered, so that a dataset frozen later
-- never moves an older one's test product into training.
CREATE TABLE product_split (
  product_id uuid PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  catalog_id uuid NOT NULL,
  split text NOT NULL CHECK (split IN ('train', 'validation', 'test', 'unseen_seller')),
  group_hash text NOT NULL,
  assigned_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX product_split_catalog ON product_split (catalog_id, split);

-- The split of every row of an export is frozen with its id.
ALTER TABLE export_row ADD COLUMN split text;
