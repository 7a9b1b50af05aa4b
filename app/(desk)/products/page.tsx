import { titled, translator } from '#app/translator.ts';
import { ProductScreen } from '#components/products/product-screen.tsx';
import { ProductTabs } from '#components/products/product-tabs.tsx';
import { EmptyState, PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { listProducts } from '#server/browse/list-products.ts';
import { productFilterSchema } from '#server/browse/schema-products.ts';
import { startMeaning } from '#server/representation/ask-meaning.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const generateMetadata = titled('products');

/** The first page comes with the document; every further one, and the counts, come by the API. */
export default async function ProductsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string>>;
}) {
  const catalog = await chosenCatalog(await requireActor());
  if (!catalog) {
    const [t, page] = [await translator('pages'), await translator('titles')];
    return (
      <>
        <ProductTabs />
        <PageHeader title={page('products')} />
        <EmptyState href="/import" title={t('thereIsNoCatalog')}>
          {t('importFile')}
        </EmptyState>
      </>
    );
  }
  startMeaning(catalog.id);
  const filter = productFilterSchema.parse(await searchParams);
  return (
    <>
      <ProductTabs />
      <ProductScreen
        key={catalog.id}
        catalogId={catalog.id}
        first={await listProducts(catalog.id, { ...filter, after: undefined })}
        firstFilter={filter}
      />
    </>
  );
}
