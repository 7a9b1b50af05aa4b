import { titled } from '#app/translator.ts';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { SellerBoard } from '#components/sellers/seller-board.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { listSellers } from '#server/browse/list-sellers.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const generateMetadata = titled('sellers');

export default async function SellersPage() {
  const catalog = await chosenCatalog(await requireActor());
  return (
    <>
      <ProductTabs />
      <PageHeader
        title="Sellers"
        lead="What each seller sends and how often their categories are wrong. Open a seller to say what their own categories are."
      />
      {catalog ? (
        <SellerBoard key={catalog.id} sellers={await listSellers(catalog.id)} />
      ) : (
        <EmptyState title="There is no catalog yet">Import a file first.</EmptyState>
      )}
    </>
  );
}
