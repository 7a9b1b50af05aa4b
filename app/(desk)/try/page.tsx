import { z } from 'zod';
import { titled, translator } from '#app/translator.ts';
import type { Draft } from '#components/try/product-form.tsx';
import { TryDesk } from '#components/try/try-desk.tsx';
import { EmptyState } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readProduct } from '#server/browse/read-product.ts';
import type { ProductDetail } from '#server/browse/schema-product.ts';
import { chosenCatalog } from '../chosen-catalog.ts';

export const generateMetadata = titled('try');

function toDraft(product: ProductDetail | null): Draft {
  return {
    title: product?.title ?? '',
    brand: product?.brand ?? '',
    description: product?.description ?? '',
    sellerCategoryPath: product?.sellerCategory?.path ?? '',
    gtin: product?.gtin ?? '',
    mpn: product?.mpn ?? '',
    price: product?.priceMinor == null ? '' : (product.priceMinor / 100).toFixed(2),
    currency: product?.currency ?? '',
    attributes: (product?.attributes ?? []).map(([name, value]) => `${name}: ${value}`).join('\n'),
    imageBase64: null,
  };
}

/** `?product=` begins with what a product of the catalog says now. */
export default async function TryPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const catalog = await chosenCatalog(await requireActor());
  if (!catalog) {
    const t = await translator('pages');
    return (
      <EmptyState href="/import" title={t('noCatalog')}>
        {t('importFile')}
      </EmptyState>
    );
  }
  const asked = z.uuid().safeParse((await searchParams).product);
  const product = asked.success ? await readProduct(catalog.id, asked.data) : null;
  return (
    <TryDesk
      key={product?.id ?? 'new'}
      catalogId={catalog.id}
      productId={product?.id ?? null}
      initial={toDraft(product)}
    />
  );
}
