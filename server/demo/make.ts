/**
 * `npm run demo:make -- --out DIR [--seed N] [--listings N] [--small] [--no-images] [--truth DIR]`
 * Writes the demo catalog: taxonomy.csv, feeds/*, images/*, manifest.json; truth.json goes to a folder of its own
 * (default: <out>-truth), so that nothing that reads the catalog can see the answers. Same options, same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateCatalog } from './generate-catalog.ts';
import { renderImages } from './render-images.ts';
import { writeFeeds } from './write-feeds.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'demo-catalog' },
    truth: { type: 'string' },
    seed: { type: 'string', default: '7' },
    listings: { type: 'string' },
    small: { type: 'boolean', default: false },
    'no-images': { type: 'boolean', default: false },
  },
});

const count = Number(values.listings ?? (values.small ? 120 : 2400));
const seed = Number(values.seed);
if (!Number.isInteger(count) || count < 60 || !Number.isInteger(seed)) {
  process.stderr.write(
    'demo:make: --listings must be a whole number of at least 60 and --seed a whole number\n',
  );
  process.exit(2);
}
const out = resolve(values.out);
const truthFolder = resolve(values.truth ?? `${out}-truth`);
const startedMs = performance.now();
const { listings, truth } = generateCatalog({ seed, listings: count });
mkdirSync(truthFolder, { recursive: true });
writeFileSync(join(truthFolder, 'truth.json'), `${JSON.stringify(truth)}\n`);
const manifest = await writeFeeds(listings, seed, out);
process.stdout.write(`${count} listings of ${manifest.feeds.length} sellers\n`);
if (!values['no-images']) {
  const plans = listings.flatMap((listing) => listing.images);
  await renderImages(plans, join(out, manifest.imageFolder), (done) => {
    if (done % 500 === 0 || done === plans.length)
      process.stdout.write(`images ${done} of ${plans.length}\n`);
  });
}
process.stdout.write(`demo catalog in ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
