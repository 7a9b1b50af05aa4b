import type { Metadata } from 'next';
import { ProductList } from '#components/products/product-list.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { listProducts } from '#server/catalog/list-products.ts';
import { productFilterSchema } from '#server/catalog/schema-products.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const metadata: Metadata = { title: 'Products' };

export default async function ProductsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>;
}) {
  const catalog = await chosenCatalog(await requireActor());
  const filter = productFilterSchema.parse(await searchParams);
  return (
    <>
      <PageHeader title="Products" lead="What the sellers list, with the category it stands in now." />
      {catalog ? (
        <ProductList page={await listProducts(catalog.id, filter)} filter={filter} />
      ) : (
        <EmptyState title="There is no catalog yet" />
      )}
    </>
  );
}
