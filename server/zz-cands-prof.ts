import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { CatalogCorpus } from '#server/ml/pairs/catalog-corpus.ts';
const n = Number(process.argv[2] ?? 20000);
const gc = (globalThis as any).gc;
const mb = () => { gc?.(); gc?.(); gc?.(); const m = process.memoryUsage(); return `rss ${m.rss>>20} heap ${m.heapUsed>>20} ab ${m.arrayBuffers>>20}`; };
console.log('start', mb());
let t = performance.now();
const catalog = generateCatalog({ seed: 4711, listings: n });
const ls = catalog.listings.map((l) => ({ ...l, price: l.priceMinor === null ? NaN : l.priceMinor / 100, pictures: [] }));
console.log('generated', (performance.now() - t) | 0, mb());
console.log(JSON.stringify(ls[5]), JSON.stringify(ls[5]).length);
t = performance.now();
const corpus = new CatalogCorpus();
for (const l of ls) corpus.add(l);
corpus.finish();
console.log('corpus', (performance.now() - t) | 0, mb());
const c = corpus.text as any;
const out: Record<string, unknown> = {};
for (const k of Object.keys(c)) { const v = c[k]; if (v?.data) out[k] = v.end(v.count - 1) / n; else if (Array.isArray(v) && typeof v[0] === 'string') out[k] = 's' + v.reduce((s: number, x: string) => s + x.length, 0) / n + ' x' + v.length; else if (Array.isArray(v)) out[k] = 'a' + v.reduce((s: number, x: any) => s + (x?.length ?? 0), 0) / n; }
console.log(out);
for (const k of ['flatTexts','flatTitles','titles','quantities','brands','modelFields','extras','words','idOf']) { gc(); gc(); gc(); const b = process.memoryUsage().heapUsed; if (k==='idOf') c[k].clear(); else c[k].length = 0; gc(); gc(); console.log('drop', k, ((b - process.memoryUsage().heapUsed) / n) | 0, 'B/listing'); }
for (const k of ['attributes','years','hashes','shas','mpns','gtins','colours','currencies','sellers','locales']) { gc(); gc(); gc(); const b = process.memoryUsage().heapUsed; const keep=(corpus as any)[k].slice(); (corpus as any)[k].length = 0; keep.length=0; gc(); console.log('drop', k, ((b - process.memoryUsage().heapUsed) / n) | 0, 'B/listing'); }
