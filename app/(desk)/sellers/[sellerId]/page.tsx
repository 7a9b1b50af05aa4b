import { notFound } from 'next/navigation';
import { z } from 'zod';
import { titled } from '#app/translator.ts';
import { MappingDesk } from '#components/sellers/mapping-desk.tsx';
import { requireActor } from '#server/auth/session.ts';
import { chosenCatalog } from '../../chosen-catalog.ts';

export const generateMetadata = titled('seller');

export default async function SellerPage({ params }: { params: Promise<{ sellerId: string }> }) {
  const catalog = await chosenCatalog(await requireActor());
  const sellerId = z.uuid().safeParse((await params).sellerId);
  return catalog && sellerId.success ? (
    <MappingDesk key={sellerId.data} catalogId={catalog.id} sellerId={sellerId.data} />
  ) : (
    notFound()
  );
}
