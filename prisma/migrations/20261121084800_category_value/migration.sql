-- What a category is worth where somebody said so; without a row it is the summed popularity of its products.
CREATE TABLE category_value (
  catalog_id uuid NOT NULL REFERENCES catalog (id) ON DELETE CASCADE,
  category_id uuid NOT NULL REFERENCES category (id) ON DELETE CASCADE,
  value float8 NOT NULL CHECK (value >= 0),
  set_by text NOT NULL,
  set_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (catalog_id, category_id)
);
