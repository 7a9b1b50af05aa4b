-- The order of a queue: value of asking × age, as the sum of logarithms. `priority` is that value when the item was written
-- (uncertainty × business value × training value); a week of waiting doubles it. Since every item ages alike, the order of two
-- items never changes: the key holds the time of asking instead of the age, and no row is written again as time goes by.
-- What somebody asked for starts as if it had waited four weeks.
ALTER TABLE review_item ADD COLUMN rank float8 NOT NULL GENERATED ALWAYS AS (
  ln(greatest(priority, 0.01)) / ln(2::float8)
  - extract(epoch FROM created_at - timestamptz '2026-01-01 00:00:00+00')::float8 / 604800
  + CASE WHEN reason IN ('asked', 'training', 'audit', 'taxonomy', 'disputed') THEN 4 ELSE 0 END
) STORED;
CREATE INDEX review_item_rank ON review_item (queue, catalog_id, rank DESC, id) WHERE state IN ('open', 'leased');
DROP INDEX review_item_claim;
