import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { catalogCandidates } from '#server/ml/pairs/catalog-candidates.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
import { catalogFeatures } from '#server/ml/pairs/catalog-features.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { openModel } from '#server/inference/session.ts';
import { runTrees } from '#server/inference/tree-graph.ts';
const n = Number(process.argv[2] ?? 5000);
const catalog = generateCatalog({ seed: 77, listings: n });
const corpus = new CatalogCorpus();
for (const l of catalog.listings) corpus.add({ ...l, price: l.priceMinor === null ? NaN : l.priceMinor / 100, pictures: l.images.map((i) => ({ sha256: i.file, phash: BigInt(i.file.length * 7919) * 0x9e3779b97f4a7c15n & 0xffffffffffffffffn })) });
corpus.finish();
const { left, right } = catalogCandidates(corpus, Int32Array.from(catalog.listings.keys()));
console.log(left.length, 'pairs');
const f: any = catalogFeatures(corpus);
const out = new Float32Array(f.count);
for (let round = 0; round < 3; round++) {
  const t: string[] = [];
  let total = 0;
  for (let g = 0; g < f.groups.length; g++) {
    const s = performance.now();
    for (let at = 0; at < left.length; at++) f.groups[g].write(corpus.text, left[at], right[at], out, f.offsets[g]);
    const us = (performance.now() - s) * 1000 / left.length; total += us;
    t.push(`${f.groups[g].names[0] ?? '-'}: ${us.toFixed(2)}`);
  }
  console.log(total.toFixed(2), t.join(' | '));
  const s = performance.now();
  f.rows(corpus.text, left, right);
  console.log('whole', ((performance.now() - s) * 1000 / left.length).toFixed(2));
}
import { createHash } from 'node:crypto';
const all = f.rows(corpus.text, left, right); console.log('sha', createHash('sha256').update(new Uint8Array(all.values.buffer)).digest('hex').slice(0, 16));
const shipped = (await shippedModel('pair-matcher'))!;
const { path, sha256 } = shipped.file('model');
const session = await openModel(path, sha256);
for (let i = 0; i < 3; i++) { const rows = f.rows(corpus.text, left.subarray(0, 20000), right.subarray(0, 20000)); const s = performance.now(); await runTrees(session, rows); console.log('trees', ((performance.now() - s) * 1000 / rows.rowCount).toFixed(2)); }
