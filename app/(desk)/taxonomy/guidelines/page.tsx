import { titled, translator } from '#app/translator.ts';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { GuidelineList } from '#components/taxonomy/guideline-list.tsx';
import { EmptyState } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { chosenCatalog } from '../../chosen-catalog.ts';

export const generateMetadata = titled('guidelines');

export default async function GuidelinesPage() {
  const t = await translator('leads');
  const catalog = await chosenCatalog(await requireActor());
  return (
    <>
      <ProductTabs />
      {catalog ? (
        <GuidelineList key={catalog.id} catalogId={catalog.id} />
      ) : (
        <EmptyState isPage href="/import" title={t('policy.noCatalog')}>
          {t('policy.importFirst')}
        </EmptyState>
      )}
    </>
  );
}
