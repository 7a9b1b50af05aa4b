/** A catalog whose products a model can learn in a second: three leaves, told apart by their words. */
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';

const words = {
  kettles: 'kettle boil water steel',
  shoes: 'shoe leather sole lace',
  phones: 'phone screen camera battery',
};
export type FixtureLeaf = keyof typeof words;
export const fixtureLeaves = Object.keys(words) as FixtureLeaf[];

export interface TrainingFixture {
  catalogId: string;
  taxonomyId: string;
  versionId: string;
  sellerId: string;
  leaves: Record<FixtureLeaf, string>;
  products: string[];
}

type Place = Pick<TrainingFixture, 'catalogId' | 'sellerId' | 'leaves'>;

interface Wordy {
  at: number;
  leaf: FixtureLeaf;
  given?: FixtureLeaf | null;
  popularity?: number;
}

/** Products with a leaf's words, given as another leaf where told; their ids in the same order. */
export async function wordyProducts(db: Db, place: Place, all: readonly Wordy[]): Promise<string[]> {
  const rows = all.map(({ at, leaf, given = leaf, popularity }) => {
    const text = words[leaf].split(' ');
    return {
      id: newId(),
      catalogId: place.catalogId,
      sellerId: place.sellerId,
      sku: `S${at}`,
      title: `${text[at % 4]} ${text[(at + 1) % 4]} model ${at}`,
      description: words[leaf],
      inputHash: `h${at}`,
      popularity: popularity ?? null,
      givenCategoryIds: given ? [place.leaves[given]] : [],
      currentCategoryId: given ? place.leaves[given] : null,
      updatedAt: new Date(),
    };
  });
  await db.product.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** One such product. */
export async function aWordyProduct(db: Db, place: Place, one: Wordy): Promise<string> {
  return (await wordyProducts(db, place, [one]))[0];
}

async function someLeaves(db: Db, taxonomyVersionId: string): Promise<TrainingFixture['leaves']> {
  const rootId = newId();
  const root = { id: rootId, code: 'r', path: 'r/', depth: 1, isLeaf: false, name: 'All', pathName: 'All' };
  await db.category.create({ data: { ...root, taxonomyVersionId } });
  const leaves = { kettles: newId(), shoes: newId(), phones: newId() };
  await db.category.createMany({
    data: fixtureLeaves.map((code) => ({
      ...{ id: leaves[code], taxonomyVersionId, code, parentId: rootId, path: `r/${code}/` },
      ...{ depth: 2, isLeaf: true, name: code, pathName: `All > ${code}` },
    })),
  });
  return leaves;
}

/** @param count products, the leaves in turn */
export async function aTrainableCatalog(db: Db, count: number): Promise<TrainingFixture> {
  const [catalogId, taxonomyId, versionId, sellerId] = [newId(), newId(), newId(), newId()];
  await db.taxonomy.create({ data: { id: taxonomyId, name: `taxonomy ${taxonomyId}` } });
  await db.taxonomyVersion.create({
    data: { id: versionId, taxonomyId, label: '1', format: 'parent-child', sha256: versionId, levels: 2 },
  });
  const leaves = await someLeaves(db, versionId);
  await db.catalog.create({
    data: { id: catalogId, name: `catalog ${catalogId}`, taxonomyVersionId: versionId },
  });
  await db.seller.create({ data: { id: sellerId, catalogId, key: 's', name: 'S' } });
  const place = { catalogId, sellerId, leaves };
  const wordy = Array.from({ length: count }, (_, at) => ({ at, leaf: fixtureLeaves[at % 3] }));
  const products = await wordyProducts(db, place, wordy);
  return { ...place, taxonomyId, versionId, products };
}
