import { notFound } from 'next/navigation';
import { z } from 'zod';
import { titled } from '#app/translator.ts';
import { ProductSheet } from '#components/products/product-sheet.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readProduct } from '#server/browse/read-product.ts';
import { chosenCatalog } from '../../chosen-catalog.ts';

export const generateMetadata = titled('product');

export default async function ProductPage({ params }: { params: Promise<{ productId: string }> }) {
  const catalog = await chosenCatalog(await requireActor());
  const productId = z.uuid().safeParse((await params).productId);
  const product = catalog && productId.success ? await readProduct(catalog.id, productId.data) : null;
  return product && catalog ? (
    <ProductSheet key={product.id} catalogId={catalog.id} product={product} />
  ) : (
    notFound()
  );
}
