/**
 * Pairs that the filter is never asked about, since something better than words finds them: equal codes, one page, near pictures. What is
 * learnt and measured leaves them out too: they are the easy ones, and would make a filter look better than it is.
 */

import { statOffset } from '../image/image-stats.ts';
import { pictureDistanceMax, pictureParts } from '../image/picture-distance.ts';
import { factOf, filterFacts } from './filter-facts.ts';
import type { FilterRows } from './filter-rows.ts';

const factNamed = (name: string) => {
  const fact = filterFacts.find((one) => one.name === name);
  if (!fact) throw new Error(`no fact ${name}`);
  return fact;
};
const codes = [factNamed('GTIN'), factNamed('part number')];
const ofOffset = new Map<number, string>([
  [statOffset.pHash, 'pHash'],
  [statOffset.dHash, 'dHash'],
  [statOffset.colour, 'picture colour'],
  [statOffset.texture, 'picture texture'],
  [statOffset.edges, 'picture edges'],
]);
const pictures = pictureParts.map(({ offset, weight }) => ({
  fact: factNamed(ofOffset.get(offset) ?? ''),
  weight,
}));

export function isFoundOtherwise(rows: FilterRows, a: number, b: number): boolean {
  if (rows.isOnePage(a, b)) return true;
  if (codes.some((fact) => factOf(fact, rows, a, b) === 0)) return true;
  let distance = 0;
  for (const { fact, weight } of pictures) {
    const apart = factOf(fact, rows, a, b);
    if (apart < 0) return false;
    distance += weight * apart;
  }
  return distance <= pictureDistanceMax;
}
