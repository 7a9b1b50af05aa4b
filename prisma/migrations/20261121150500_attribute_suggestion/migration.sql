-- Attributes that a model believes a listing has and its seller does not state: kept apart from product.attributes.
CREATE TABLE attribute_suggestion (
  product_id uuid NOT NULL,
  model_version_id uuid NOT NULL,
  -- Fold whose model had not seen this product; null where the product was in no training set.
  fold int,
  input_hash text NOT NULL,
  -- [{name, value, p, words}]; empty where nothing was sure.
  suggested jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (product_id, model_version_id)
);
-- The filter "something is suggested": most products have nothing.
CREATE INDEX attribute_suggestion_some ON attribute_suggestion (model_version_id, product_id) WHERE suggested <> '[]'::jsonb;
