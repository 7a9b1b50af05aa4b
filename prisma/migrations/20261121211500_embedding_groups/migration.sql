-- Groups of embeddings that lie near each other: the nearest centres are looked up, and their members compared exactly.
-- What is near no centre stays by itself in the graph of all vectors (embedding_hnsw). A clump of near-identical
-- listings is then one point of a graph, not a part of it that no edge leads out of.
CREATE TABLE embedding_group (
  id uuid PRIMARY KEY,
  model_version_id uuid NOT NULL,
  -- Mean of its members when it was made, of length 1: no member's own vector, so that none has to stay.
  centre vector(256) NOT NULL
);
CREATE INDEX embedding_group_model ON embedding_group (model_version_id);
CREATE INDEX embedding_group_hnsw ON embedding_group USING hnsw (centre vector_cosine_ops);

-- No foreign key: each of a million inserts would lock its group's row, and groups are never deleted before their members.
ALTER TABLE embedding ADD COLUMN group_id uuid;
-- Was looked at when groups were made, and near none: it is its own representative for good.
ALTER TABLE embedding ADD COLUMN alone boolean NOT NULL DEFAULT false;
-- Every vector can be found, by exactly one way.
ALTER TABLE embedding ADD CONSTRAINT embedding_found_one_way CHECK (representative = (group_id IS NULL));
-- The members of a group lie beside each other, vectors included: a search reads no table.
CREATE INDEX embedding_members ON embedding (group_id) INCLUDE (product_id, v) WHERE group_id IS NOT NULL;
CREATE INDEX embedding_pending ON embedding (model_version_id) WHERE representative AND NOT alone;
