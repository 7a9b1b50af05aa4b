-- A migration is carried out in batches: between draft and applied it is being applied, up to a product.
ALTER TABLE taxonomy_migration DROP CONSTRAINT taxonomy_migration_state_check;
ALTER TABLE taxonomy_migration ADD CONSTRAINT taxonomy_migration_state_check
  CHECK (state IN ('draft', 'applying', 'applied', 'discarded'));
ALTER TABLE taxonomy_migration ADD COLUMN carried_to uuid;
DROP INDEX taxonomy_migration_draft;
CREATE UNIQUE INDEX taxonomy_migration_open ON taxonomy_migration (catalog_id) WHERE state IN ('draft', 'applying');
