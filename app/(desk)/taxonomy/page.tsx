import { titled, translator } from '#app/translator.ts';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { MigrationBoard } from '#components/taxonomy/migration-board.tsx';
import { TaxonomyBoard } from '#components/taxonomy/taxonomy-board.tsx';
import { WrongCategories } from '#components/taxonomy/wrong-categories.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readTaxonomy } from '#server/browse/read-taxonomy.ts';
import { readWrong } from '#server/insights/read-wrong.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const generateMetadata = titled('taxonomy');

export default async function TaxonomyPage() {
  const t = await translator('taxonomy');
  const catalog = await chosenCatalog(await requireActor());
  const wrong = catalog ? await readWrong(catalog.id) : null;
  const figures = catalog ? await readTaxonomy(catalog.id) : null;
  return (
    <>
      <ProductTabs />
      <PageHeader
        title={t('title')}
        lead={figures ? t('named', { name: figures.name, version: figures.label }) : t('lead')}
      />
      {catalog && figures ? (
        <>
          <TaxonomyBoard key={catalog.id} catalogId={catalog.id} figures={figures} />
          <WrongCategories groups={wrong?.report.categories ?? []} />
          <MigrationBoard key={`${catalog.id}/next`} catalogId={catalog.id} />
        </>
      ) : (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      )}
    </>
  );
}
