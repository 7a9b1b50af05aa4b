-- What the catalog screens need: search without regard to accents, keyset pages in more than one order, edits that a feed
-- does not undo, reviewed mappings of sellers' categories, and a portrait of the data.

-- Lower case without accents. NFKD and regexp_replace are immutable, so the result may be indexed.
CREATE FUNCTION fold_text(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(lower(normalize(t, NFKD)), '[\u0300-\u036f]', '', 'g');

-- Words of title and brand, accents folded. The older index over unfolded words is used by no query.
CREATE INDEX product_search ON product USING gin (to_tsvector('simple', fold_text(title || ' ' || coalesce(brand, ''))));
DROP INDEX product_words;

-- Keyset pages: newest first, and last changed first. Codes are looked up as they are.
CREATE INDEX product_newest ON product (catalog_id, id DESC);
CREATE INDEX product_changed ON product (catalog_id, updated_at DESC, id DESC);
CREATE INDEX product_sku ON product (catalog_id, sku);
CREATE INDEX product_mpn ON product (catalog_id, mpn) WHERE mpn IS NOT NULL;
-- Facets of the few.
CREATE INDEX product_delisted ON product (catalog_id, id DESC) WHERE delisted_at IS NOT NULL;
CREATE INDEX product_not_given ON product (catalog_id, id DESC) WHERE current_source <> 'given';
CREATE INDEX product_seller_category ON product (seller_category_id, id) WHERE seller_category_id IS NOT NULL;
CREATE INDEX product_import ON product (import_run_id);

-- Fields that a person corrected: name → {value, seller, by, at}. The importer keeps them over the seller's value.
ALTER TABLE product ADD COLUMN edited jsonb NOT NULL DEFAULT '{}';
-- Hash of the row as the seller sent it: tells "unchanged" where an edit changed input_hash. Null: equal to input_hash.
ALTER TABLE product ADD COLUMN feed_hash text;
-- Whether the given category comes from the seller's row, or from the reviewed mapping of the seller's own category.
ALTER TABLE product ADD COLUMN given_from text NOT NULL DEFAULT 'seller';
ALTER TABLE product ADD CONSTRAINT product_given_from CHECK (given_from IN ('seller', 'mapping'));

ALTER TABLE seller_category ADD CONSTRAINT seller_category_state
  CHECK (state IN ('new', 'exact', 'mapped', 'out-of-scope', 'refused'));

-- What people said about a seller's category: append-only but for undone_at, which is set once.
CREATE TABLE seller_category_review (
  id uuid PRIMARY KEY,
  catalog_id uuid NOT NULL REFERENCES catalog (id),
  seller_category_id uuid NOT NULL REFERENCES seller_category (id),
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('accept', 'change', 'out-of-scope', 'forget')),
  category_id uuid,
  state_before text NOT NULL,
  category_before uuid,
  -- What was proposed then: category, votes for it, votes in all.
  proposed_id uuid,
  votes integer NOT NULL DEFAULT 0,
  voters integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  undone_at timestamptz(3),
  undone_by text
);
CREATE INDEX seller_category_review_category ON seller_category_review (seller_category_id, id);
CREATE INDEX seller_category_review_catalog ON seller_category_review (catalog_id, id);

-- The last portrait of a catalog's data: figures that are too dear to count at every click.
CREATE TABLE catalog_portrait (
  catalog_id uuid PRIMARY KEY REFERENCES catalog (id),
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'running', 'done', 'failed')),
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  made_at timestamptz(3),
  seconds double precision,
  failure text,
  portrait jsonb
);
