-- What the proposed cluster was sure of when a sample drew its only pair: an answer then counts as an audit of automatic merging.
ALTER TABLE asked_pair ADD COLUMN cluster_p double precision;
