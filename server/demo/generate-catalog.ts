/**
 * The demo catalog in memory: listings and their truth, without images or files. Same options, same result.
 * Shares (kept exactly, up to rounding): 15 % of listings stand in duplicate clusters of 2–6, 6 % carry a planted
 * wrong category. Traps (siblings differing in one property) are about 8 % of the listings beside.
 */
import { addToGroup } from '#server/ml/groups.ts';
import { makeRng, type Rng, shuffle } from '#server/ml/rng.ts';
import type { AxisKey } from './axes.ts';
import { chance, pick } from './choose.ts';
import { makeListing } from './make-listing.ts';
import { productMaker } from './make-product.ts';
import type { DemoCatalog, Listing, Product, Trap } from './schema.ts';
import { ownCategoryPath, type Seller, sellerByKey, sellers, sells } from './sellers.ts';
import { type Leaf, leafByCode, leaves } from './taxonomy.ts';

export const duplicateShare = 0.15;
export const plantedShare = 0.06;

const clusterSizes = [2, 2, 2, 3, 3, 4, 5, 6] as const;
const trapShare = 0.08;

interface Want {
  product: Product;
  copies: number;
  /** The product it could be taken for. */
  sibling?: { of: Product; axis: AxisKey };
}

/** Which products exist and how many listings each has: clusters first, then siblings, then the rest. */
function planProducts(listings: number, rng: Rng): Want[] {
  const maker = productMaker(rng);
  const wants: Want[] = [];
  // Every leaf in turn, so that even a small catalog has all of them where it can.
  const order = shuffle([...leaves], rng);
  let turn = 0;
  const nextLeaf = (): Leaf => order[turn++ % order.length];
  let left = Math.round(listings * duplicateShare);
  while (left >= 2) {
    let copies = Math.min(pick(rng, clusterSizes), left);
    if (left - copies === 1) copies = copies > 2 ? copies - 1 : copies + 1;
    wants.push({ product: maker.make(nextLeaf()), copies });
    left -= copies;
  }
  const clusters = wants.length;
  const singles = listings - Math.round(listings * duplicateShare);
  const siblings = Math.round(listings * trapShare);
  while (wants.length - clusters < singles) {
    const want: Want = { product: maker.make(nextLeaf()), copies: 1 };
    if (wants.length - clusters < siblings) {
      // Half of the traps sit beside a true cluster, where a wrong merge costs most.
      const of = chance(rng, 0.5) && clusters > 0 ? wants[rng.below(clusters)].product : null;
      const base = of ?? want.product;
      if (!of) wants.push(want);
      const varied = maker.vary(base, leafByCode.get(base.leaf)!);
      if (varied && wants.length - clusters < singles) {
        wants.push({ product: varied.product, copies: 1, sibling: { of: base, axis: varied.axis } });
      }
    } else wants.push(want);
  }
  return wants;
}

function chooseSeller(leaf: Leaf, used: ReadonlySet<string>, rng: Rng): Seller {
  const all = sellers.filter((seller) => sells(seller, leaf));
  const fresh = all.filter((seller) => !used.has(seller.key));
  return pick(rng, fresh.length > 0 && chance(rng, 0.88) ? fresh : all);
}

/** A wrong leaf: mostly a neighbour that a hurried seller would pick, sometimes anything. */
function wrongLeaf(leaf: Leaf, rng: Rng): Leaf {
  const near = leaves.filter(
    (other) => other.departmentCode === leaf.departmentCode && other.code !== leaf.code,
  );
  const far = leaves.filter((other) => other.departmentCode !== leaf.departmentCode);
  return pick(rng, chance(rng, 0.6) ? near : far);
}

function plantWrong(listings: readonly Listing[], rng: Rng): string[] {
  const chosen = shuffle([...listings.keys()], rng).slice(0, Math.round(listings.length * plantedShare));
  return chosen
    .sort((a, b) => a - b)
    .map((index) => {
      const listing = listings[index];
      const wrong = wrongLeaf(leafByCode.get(listing.givenCode)!, rng);
      listing.givenCode = wrong.code;
      // Half are slips in the mapping to the marketplace; half stand on the wrong shelf of the seller's own shop too.
      if (chance(rng, 0.5)) listing.sellerPath = ownCategoryPath(sellerByKey.get(listing.sellerKey)!, wrong);
      return listing.key;
    });
}

export interface GenerateOptions {
  seed: number;
  listings: number;
}

export function generateCatalog({ seed, listings: count }: GenerateOptions): DemoCatalog {
  const rng = makeRng(seed);
  const wants = planProducts(count, rng.fork(1));
  const wording = rng.fork(2);
  const made: Listing[] = [];
  const group: Record<string, number> = {};
  const trueCode: Record<string, string> = {};
  const keysOf = new Map<number, string[]>();
  const skus = new Map<string, number>();
  for (const { product, copies } of wants) {
    const leaf = leafByCode.get(product.leaf) ?? leaves[0];
    const used = new Set<string>();
    for (let copy = 0; copy < copies; copy++) {
      const seller = chooseSeller(leaf, used, wording);
      used.add(seller.key);
      const serial = (skus.get(seller.key) ?? 1000) + 1 + wording.below(9);
      skus.set(seller.key, serial);
      const listing = makeListing({ product, leaf, seller, serial, copy, rng: wording });
      made.push(listing);
      group[listing.key] = product.id;
      trueCode[listing.key] = product.leaf;
      addToGroup(keysOf, product.id, listing.key);
    }
  }
  const traps: Trap[] = wants.flatMap(({ product, sibling }) =>
    sibling
      ? keysOf
          .get(product.id)!
          .flatMap((a) => keysOf.get(sibling.of.id)!.map((b) => ({ a, b, axis: sibling.axis })))
      : [],
  );
  const plantedWrong = plantWrong(made, rng.fork(3));
  // Feeds are in no helpful order: copies must not stand side by side.
  shuffle(made, rng.fork(4));
  return { listings: made, truth: { seed, trueCode, group, plantedWrong, traps } };
}
