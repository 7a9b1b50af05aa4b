/** What the shipped matcher proposes in catalogs whose listings look alike and are not the same: nothing is trained here. */
import { describe, expect, it } from 'vitest';
import type { CatalogListing } from '#server/ml/pairs/catalog-corpus.ts';
import { corpusOf, propose } from './propose.ts';

const listing = (title: string, more: Partial<CatalogListing> = {}): CatalogListing => ({
  ...{ title, description: null, brand: null, gtin: null, mpn: null, price: Number.NaN, currency: null },
  ...{ sellerKey: 'one', locale: 'en', attributes: {}, pictures: [], ...more },
});

/** A studio's picture: the same silhouette on white, a few bits off from one product to the next. */
const studio = (silhouette: bigint, at: number): CatalogListing['pictures'] => [
  {
    sha256: `${silhouette} ${at}`,
    phash: BigInt.asIntN(64, silhouette ^ (1n << BigInt(at % 7)) ^ (1n << BigInt(20 + (at % 11)))),
  },
];

const brands = ['Locomotive', 'Benetton', 'Highlander', 'Scullers', 'Wrangler', 'Arrow', 'Spykar', 'Basics'];
const colours = ['red', 'blue', 'green', 'white', 'black', 'grey', 'navy', 'pink'];
const looks = ['check', 'striped', 'solid', 'printed'];
const prints = [
  'Old Art',
  'Night City',
  'Fogg Tree',
  'Red Flowers',
  'League of Legends',
  'Keep Calm',
  'I Love My Mom',
];

/** Shirts of eight brands, and mugs of seven prints: one seller, brands in titles, few values. */
function templates(): CatalogListing[] {
  const shirts = brands.flatMap((brand, b) =>
    colours.flatMap((colour, c) =>
      looks.map((look, l) =>
        listing(`${brand} Men ${look} ${colour} Shirt`, {
          attributes: {
            gender: 'Men',
            year: l % 2 ? '2012' : '2011',
            usage: 'Casual',
            season: 'Summer',
            colour,
          },
          pictures: studio(0x0f3c_7e66_183c_0ff0n, b + 3 * c + 5 * l),
        }),
      ),
    ),
  );
  const mugs = prints.flatMap((print, at) =>
    ['AKUP', 'Prithish', 'Rockmantra'].map((brand, b) =>
      listing(`${brand} ${print} Ceramic Mug`, {
        ...{
          brand,
          price: 299,
          currency: 'INR',
          attributes: { type: 'mug', capacity: '325 ml', material: 'ceramic' },
        },
        pictures: studio(0x00ff_3c18_1818_ff00n, at + 4 * b),
      }),
    ),
  );
  return [...shirts, ...mugs];
}

describe('the shipped matcher in a catalog of templates', () => {
  it('proposes next to nothing where brands, colours and prints alone tell products apart', async () => {
    const listings = templates();
    const { groups } = await propose(corpusOf(listings));
    const proposed = groups.reduce((sum, { members }) => sum + members.length, 0);
    expect(proposed / listings.length).toBeLessThan(0.05);
  }, 60_000);

  it('still finds the listings that stand there twice', async () => {
    const listings = templates();
    const again = [3, 40, 77, 111, 150, 199, 230].map((at) => {
      const { title, ...more } = listings[at];
      return listing(title, { ...more, sellerKey: 'two' });
    });
    const { groups } = await propose(corpusOf([...listings, ...again]));
    const found = groups.filter(
      ({ members }) =>
        new Set(members.map((at) => (listings[at] ?? again[at - listings.length]).title)).size === 1,
    );
    expect(found.length).toBeGreaterThanOrEqual(5);
  }, 60_000);
});
