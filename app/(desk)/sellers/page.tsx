import type { Metadata } from 'next';
import { SellerBoard } from '#components/sellers/seller-board.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { listSellers } from '#server/browse/list-sellers.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const metadata: Metadata = { title: 'Sellers' };

export default async function SellersPage() {
  const catalog = await chosenCatalog(await requireActor());
  return (
    <>
      <PageHeader
        title="Sellers"
        lead="Who sends what quality, and how their own category trees map to the target taxonomy."
      />
      {catalog ? (
        <SellerBoard key={catalog.id} sellers={await listSellers(catalog.id)} />
      ) : (
        <EmptyState title="There is no catalog yet">Import a file first.</EmptyState>
      )}
    </>
  );
}
