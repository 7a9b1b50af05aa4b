import { titled, translator } from '#app/translator.ts';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { SellerBoard } from '#components/sellers/seller-board.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { listSellers } from '#server/browse/list-sellers.ts';
import { readWrong } from '#server/insights/read-wrong.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const generateMetadata = titled('sellers');

export default async function SellersPage() {
  const catalog = await chosenCatalog(await requireActor());
  const t = await translator('sellers');
  return (
    <>
      <ProductTabs />
      <PageHeader title={t('title')} lead={t('lead')} />
      {catalog ? (
        <SellerBoard
          key={catalog.id}
          sellers={await listSellers(catalog.id)}
          estimated={(await readWrong(catalog.id))?.report.sellers ?? []}
        />
      ) : (
        <EmptyState href="/import" title={t('noCatalog')}>
          {t('importFirst')}
        </EmptyState>
      )}
    </>
  );
}
