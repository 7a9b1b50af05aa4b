import { imageStatsLength, statFlag, statOffset } from '../image/image-stats.ts';
import { makeRng } from '../rng.ts';
import { factOf, filterFacts } from './filter-facts.ts';
import { FilterRows, type RowFacts } from './filter-rows.ts';
import type { FilterTree } from './filter-tree.ts';

/** Listings around a few centres, each lacking some of what the others have: near pairs, far pairs, missing facts. */
export function randomRows(count: number, seed: number): FilterRows {
  const rng = makeRng(seed);
  const some = (length: number, values: number): number[] =>
    Array.from({ length }, () => 1 + rng.below(values));
  const centres = Array.from({ length: 9 }, () => ({
    words: some(8, 1 << 20),
    grams: some(40, 1 << 20),
    codes: some(4, 1 << 20),
    numbers: some(5, 1 << 20),
    price: 1 + rng.below(2000),
    picture: Uint8Array.from({ length: imageStatsLength }, () => rng.below(256)),
  }));
  const rows = new FilterRows();
  for (let row = 0; row < count; row++) {
    const centre = centres[row % centres.length];
    const altered = (list: readonly number[]): number[] =>
      list.map((one) => (rng.below(4) === 0 ? rng.below(1 << 20) : one));
    const perhaps = (value: number): number => (rng.below(4) === 0 ? 0 : value);
    const picture = centre.picture.map((byte) => (rng.below(5) === 0 ? rng.below(256) : byte));
    picture[statOffset.flags] = rng.below(9) === 0 ? statFlag.flat : 0;
    const facts: RowFacts = {
      words: altered(centre.words),
      grams: altered(centre.grams),
      codes: altered(centre.codes),
      numbers: altered(centre.numbers),
      price: rng.below(4) === 0 ? Number.NaN : centre.price * (0.8 + 0.4 * rng.next()),
      brand: perhaps(-1 - rng.below(3)),
      gtin: perhaps(5 + rng.below(9)),
      part: perhaps(5 + rng.below(9)),
      currency: perhaps(1 + rng.below(2)),
      language: perhaps(1 + rng.below(3)),
      seller: rng.below(4),
      page: 0,
      colours: perhaps(1 << rng.below(5)),
      picture: rng.below(3) === 0 ? null : picture,
    };
    rows.add(facts);
  }
  return rows;
}

/** A tree that asks any facts in any order, with bounds as random pairs have them. */
export function randomTree(rows: FilterRows, seed: number, depth = 7): FilterTree {
  const rng = makeRng(seed);
  const tree: FilterTree = { fact: [], most: [], left: [], right: [], keeps: [] };
  const add = (below: number): number => {
    const place = tree.fact.length;
    const fact = below === 0 ? -1 : rng.below(filterFacts.length);
    const most = fact < 0 ? 0 : factOf(filterFacts[fact], rows, rng.below(rows.count), rng.below(rows.count));
    tree.fact.push(fact);
    tree.most.push(most);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.keeps.push(fact < 0 ? rng.below(2) : 0);
    if (fact >= 0) {
      tree.left[place] = add(below - 1);
      tree.right[place] = add(below - 1);
    }
    return place;
  };
  add(depth);
  return tree;
}
