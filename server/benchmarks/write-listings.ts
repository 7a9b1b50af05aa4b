/** Writes a generated catalog as JSON lines: `tsx write-listings.ts SEED LISTINGS FILE`, run by `generatedListings`. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { generateCatalog } from '#server/demo/generate-catalog.ts';

const [seed, count, file] = process.argv.slice(2);
const { listings, truth } = generateCatalog({ seed: Number(seed), listings: Number(count) });
const descriptor = openSync(file, 'w');
const chunk: string[] = [];
for (const [at, listing] of listings.entries()) {
  const { title, description, brand, gtin, mpn, priceMinor, currency, sellerKey, locale, attributes } =
    listing;
  chunk.push(
    JSON.stringify({
      title,
      description,
      brand,
      gtin,
      mpn,
      price: priceMinor === null ? null : priceMinor / 100,
      currency,
      sellerKey,
      locale,
      attributes,
      group: truth.group[listing.key],
    }),
  );
  if (chunk.length < 1000 && at < listings.length - 1) continue;
  writeSync(descriptor, `${chunk.join('\n')}\n`);
  chunk.length = 0;
}
closeSync(descriptor);
