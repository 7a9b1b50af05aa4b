import { titled, translator } from '#app/translator.ts';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { CategoryProposals } from '#components/taxonomy/category-proposals.tsx';
import { EmptyState } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { chosenCatalog } from '../../chosen-catalog.ts';

export const generateMetadata = titled('proposals');

export default async function CategoryProposalsPage() {
  const t = await translator('leads');
  const catalog = await chosenCatalog(await requireActor());
  return (
    <>
      <ProductTabs />
      {catalog ? (
        <CategoryProposals key={catalog.id} catalogId={catalog.id} />
      ) : (
        <EmptyState isPage href="/import" title={t('policy.noCatalog')}>
          {t('policy.importFirst')}
        </EmptyState>
      )}
    </>
  );
}
