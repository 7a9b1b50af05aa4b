/** A catalog whose products mean the same in two languages, with an embedder learnt from them, put to use, and all vectors. */
import type { Db } from '#server/db/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { openEmbedderFiles, trainEmbedder } from '#server/inference/text-embedder.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { saveEmbeddings } from '#server/representation/group-embeddings.ts';
import { documentFields, toDocument } from '#server/representation/product-text.ts';
import { aReviewCatalog, type ReviewFixture } from './review-fixture.ts';

/** One thing, its name in two languages, and what every description of it says beside both. */
const things = [
  ['kettle', 'Wasserkocher', 'boils water with 2200 watts, steel spout, stops by itself'],
  ['sneaker', 'Turnschuh', 'leather upper, rubber sole, laces, for running and walking'],
  ['lamp', 'Leuchte', 'warm light, shade of linen, bulb with a small socket, for reading'],
] as const;

export interface EmbeddedFixture extends ReviewFixture {
  embedderId: string;
  otherSellerId: string;
  /** Ids by English name, the first half with English titles, the second with German ones. */
  products: Record<'kettle' | 'sneaker' | 'lamp', string[]>;
}

const documentOf = (title: string, description: string) =>
  toDocument({ title, brand: null, description, attributes: {}, sellerCategoryPath: null });

async function putToUse(db: Db, catalogId: string, files: Awaited<ReturnType<typeof trainEmbedder>>) {
  const modelVersionId = await registerModel({
    catalogId,
    origin: 'trained',
    files: { model: files.model, vocabulary: files.vocabulary },
    manifest: {
      ...{ kind: 'embedder', name: 'test', featureVersion: 'test' },
      ...{ trainedOn: { fields: [...documentFields] }, evaluation: null, madeBy: {} },
    },
  });
  await db.activeModel.create({ data: { catalogId, kind: 'embedder', modelVersionId, promotedBy: 'test' } });
  return modelVersionId;
}

/** `each`: products of every thing. Those with an odd number are another seller's. */
export async function anEmbeddedCatalog(db: Db, each: number): Promise<EmbeddedFixture> {
  const fixture = await aReviewCatalog(db);
  const { catalogId, sellerId } = fixture;
  const otherSellerId = newId();
  await db.seller.create({ data: { id: otherSellerId, catalogId, key: 'other', name: 'Other' } });
  const products: EmbeddedFixture['products'] = { kettle: [], sneaker: [], lamp: [] };
  const rows = things.flatMap(([english, german, said]) =>
    Array.from({ length: each }, (_, at) => {
      const id = newId();
      products[english].push(id);
      const title = `${at < each / 2 ? english : german} ${'ABCDEFGH'[at % 8]}${at}`;
      const description = `${english}, ${german}: ${said}`;
      return { id, title, description, sellerId: at % 2 ? otherSellerId : sellerId };
    }),
  );
  await db.product.createMany({
    data: rows.map((row) => ({ ...row, catalogId, sku: row.id, inputHash: row.id })),
  });
  const documents = rows.map((row) => documentOf(row.title, row.description));
  const files = await trainEmbedder(documents, 1);
  const embedderId = await putToUse(db, catalogId, files);
  const vectors = await (await openEmbedderFiles(files))(documents);
  await inTransaction((tx) =>
    saveEmbeddings(
      tx,
      embedderId,
      rows.flatMap(({ id }, at) => {
        const vector = vectors[at];
        return vector ? [{ productId: id, vector }] : [];
      }),
    ),
  );
  return { ...fixture, embedderId, otherSellerId, products };
}
