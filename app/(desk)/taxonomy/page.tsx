import { titled } from '#app/translator.ts';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { MigrationBoard } from '#components/taxonomy/migration-board.tsx';
import { TaxonomyBoard } from '#components/taxonomy/taxonomy-board.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readTaxonomy } from '#server/browse/read-taxonomy.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const generateMetadata = titled('taxonomy');

export default async function TaxonomyPage() {
  const catalog = await chosenCatalog(await requireActor());
  const figures = catalog ? await readTaxonomy(catalog.id) : null;
  return (
    <>
      <ProductTabs />
      <PageHeader
        title="Taxonomy"
        lead={figures ? `${figures.name}, ${figures.label}` : 'Where products can stand.'}
      />
      {catalog && figures ? (
        <>
          <TaxonomyBoard key={catalog.id} catalogId={catalog.id} figures={figures} />
          <MigrationBoard key={`${catalog.id}/next`} catalogId={catalog.id} />
        </>
      ) : (
        <EmptyState title="There is no taxonomy yet">
          An import brings it: as a file of its own, or from the categories of the feed.
        </EmptyState>
      )}
    </>
  );
}
