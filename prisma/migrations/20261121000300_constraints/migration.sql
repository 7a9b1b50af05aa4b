-- What Prisma's schema language cannot say. Each constraint keeps a law of the field (docs/design.md).

-- Vectors live in a table of their own: an update of a product then never touches the HNSW index.
-- Only representatives of near-identical groups are indexed: clumps of equal vectors break HNSW's graph.
CREATE TABLE embedding (
  product_id uuid NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  model_version_id uuid NOT NULL,
  v vector(256) NOT NULL,
  representative boolean NOT NULL DEFAULT true,
  PRIMARY KEY (product_id, model_version_id)
);
CREATE INDEX embedding_model ON embedding (model_version_id);
CREATE INDEX embedding_hnsw ON embedding USING hnsw (v vector_cosine_ops) WHERE representative;

-- Law 4: one open item per (queue, subject).
CREATE UNIQUE INDEX review_item_one_open ON review_item (queue, subject_id)
  WHERE state IN ('open', 'leased', 'deferred', 'escalated');
-- The claim reads in this order.
CREATE INDEX review_item_claim ON review_item (queue, catalog_id, priority DESC, id) WHERE state IN ('open', 'leased');

-- Law 1: one live fact per pair, in one order.
CREATE UNIQUE INDEX pair_fact_one_live ON pair_fact (a, b) WHERE superseded_by IS NULL;
ALTER TABLE pair_fact ADD CONSTRAINT pair_fact_order CHECK (a < b);
ALTER TABLE pair_fact ADD CONSTRAINT pair_fact_relation CHECK (relation IN ('same', 'not_same', 'variant'));
ALTER TABLE candidate_pair ADD CONSTRAINT candidate_pair_order CHECK (a < b);
ALTER TABLE pair_score ADD CONSTRAINT pair_score_order CHECK (a < b);

-- States are closed lists.
ALTER TABLE review_item ADD CONSTRAINT review_item_state
  CHECK (state IN ('open', 'leased', 'decided', 'deferred', 'escalated', 'withdrawn'));
ALTER TABLE stage_state ADD CONSTRAINT stage_state_state
  CHECK (state IN ('waiting', 'running', 'done', 'failed', 'not-applicable'));
ALTER TABLE product ADD CONSTRAINT product_current_source
  CHECK (current_source IN ('given', 'decision', 'accepted', 'merged'));
ALTER TABLE import_run ADD CONSTRAINT import_run_counts_add_up
  CHECK (state <> 'done' OR read = created + updated + unchanged + rejected);

-- A decision can be undone once.
CREATE UNIQUE INDEX decision_superseded_once ON decision (supersedes) WHERE supersedes IS NOT NULL;

-- Search: titles and taxonomy names by trigram, products by word.
CREATE INDEX product_title_trgm ON product USING gin (lower(title) gin_trgm_ops);
CREATE INDEX product_words ON product USING gin (to_tsvector('simple', title || ' ' || coalesce(brand, '')));
CREATE INDEX category_name_trgm ON category_name USING gin (search_text gin_trgm_ops);

-- Append-only facts: nobody, not even a bug, rewrites what a person decided or what the audit says.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
