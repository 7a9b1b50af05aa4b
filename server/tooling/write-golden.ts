/**
 * `npx tsx server/tooling/write-golden.ts`: writes server/inference/kernel.golden.txt, the kernel's answers of today about a few rows. To be run
 * only where answers are meant to change: a new feature version, another weighing. Whoever runs it reads what changed.
 */
import { writeFileSync } from 'node:fs';
import {
  answerRows,
  byRow,
  comparePairs,
  furthest,
  type GoldenListing,
  type GoldenRows,
  goldenFile,
  readTexts,
  scoreRows,
} from '#server/inference/golden.fixture.ts';

const long =
  'Una sartén de hierro fundido que reparte el calor, apta para inducción, horno y gas; se lava a mano y se seca enseguida, porque el hierro se oxida. ' +
  'Diámetro 26,5 cm, altura 4.5 cm, peso 2 kg. Fabricada en España por Hermanos Núñez desde 1954.';
/** Title, description, attributes: entities, tags, damage, several scripts, numbers and units, and nothing at all. */
const documents: [string, string, string][] = [
  ['Stainless steel kettle 1.7 L', 'Boils fast &amp;amp; quietly', 'Colour silver . Capacity 1.7 l'],
  ['stainless-steel KETTLE, 1,7l', '<p>Boils <b>fast</b></p>', 'colour Silver'],
  ['Bouilloire électrique Élan 2200 W', 'Café, thé et infusions à 80 °C', 'Couleur rouge'],
  ['Bouilloire electrique Elan 2200W', '', 'couleur Rouge'],
  ['Wasserkocher Größe M – weiß', 'Für 1,5 Liter, überhitzt nie', 'Farbe weiß'],
  ['Sartén de hierro fundido ø 26,5 cm', long, 'Material hierro'],
  ['Caffettiera moka 3 tazze', 'Alluminio, perché è leggera', 'Materiale alluminio'],
  ['Running shoes Model X-200 (men&#39;s)', 'Size 42 2/3 EU \u2014 8.5 UK', 'Size 42 . Gender men'],
  ['Running shoes model X200 women', 'Size 38', 'size 38'],
  ['ＦＵＬＬ　ｗｉｄｔｈ ① ﬁlter', 'NFKC folds ½ and ² and ™', ''],
  ['Broken caf\uFFFD cr\uFFFD\uFFFDme', 'Scho\u0308n zerlegt', ''],
  ['Ελληνικό ελαιόλαδο 750 ml', 'Εξαιρετικό παρθένο', ''],
  ['Кофемолка ручная', 'Сталь, 40 г', 'Цвет чёрный'],
  ['日本製 急須 茶器 300ml', '陶器', '色 黒'],
  ['☕️ Mug 😀 350ml', 'Dishwasher-safe!!!', ''],
  ['USB-C cable 2m 60W', 'usb c, 2.0 m, 480 Mbit/s', 'length 2 m'],
  ['a', '', ''],
  ['', '', ''],
  ['O\u2019Neill l\u2019été d\u2019or', 'İstanbul ve ığdır, ŞÇĞ', ''],
  ['price 12.99€ / $14', '100 % cotton, 3x2 pack (6 pcs)', 'pack 6'],
];

const listing = (title: string, more: Partial<GoldenListing> = {}): GoldenListing => ({
  ...{ title, description: null, brand: null, gtin: null, mpn: null, price: null, currency: null },
  ...{ sellerKey: 'one', locale: null, attributes: {}, pictures: [] },
  ...more,
});
const photo = { sha256: 'a'.repeat(64), phash: 'f0e1d2c3b4a59687' };
const listings: GoldenListing[] = [
  listing('Sony Cyber-shot DSC-W120 7.2MP black', {
    ...{ brand: 'Sony', mpn: 'DSC-W120/B', price: 149.9, currency: 'EUR', pictures: [photo], locale: 'en' },
    ...{ gtin: '4905524528008', attributes: { Colour: 'black', Zoom: '4x' } },
  }),
  listing('Sony DSCW120B digital camera (black) 7.2 Megapixel', {
    ...{
      brand: 'SONY',
      price: 139,
      currency: 'EUR',
      sellerKey: 'two',
      description: 'Optical zoom 4x, 2.5 inch',
    },
    ...{ pictures: [{ sha256: 'b'.repeat(64), phash: 'f0e1d2c3b4a59686' }] },
  }),
  listing('Sony Cyber-shot DSC-W120 pink', { brand: 'Sony', price: 149.9, attributes: { Colour: 'pink' } }),
  listing('Leather case for Sony DSC-W120', { price: 12.5, currency: 'EUR', sellerKey: 'two' }),
  listing('Samsung 50" TV 2021 UE50AU7172 4K', { brand: 'Samsung', price: 399, currency: 'EUR' }),
  listing('Samsung UE55AU7172 55 inch 4K (2021)', { brand: 'Samsung', price: 479, sellerKey: 'two' }),
  listing('Huile d\u2019olive vierge extra 3 x 750 ml', { locale: 'fr', price: 24.9, currency: 'EUR' }),
  listing('Extra virgin olive oil 750ml', { locale: 'en', price: 8.9, currency: 'EUR', sellerKey: 'two' }),
  listing('Kettle 1.7 l 2200 W', { url: 'https://shop.example/p/kettle?id=7', gtin: '4006381333931' }),
  listing('Bouilloire 1,7 L 2,2 kW', {
    url: 'https://shop.example/p/kettle?id=7&utm_source=x',
    sellerKey: 'two',
  }),
  listing('', { sellerKey: 'two' }),
];
const pairs: GoldenRows['pairs'] = [
  ...([
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 3],
    [2, 1],
    [4, 5],
  ] as [number, number][]),
  ...([
    [6, 7],
    [8, 9],
    [0, 10],
    [4, 8],
  ] as [number, number][]),
];
const rows: GoldenRows = { seed: 20_251, documents, listings, pairs };

/** Seven significant digits: ten times finer than what is asked of anybody. */
const short = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(8)) : value;
const line = (name: string, value: unknown): string => `${name} ${JSON.stringify(value, short)}`;

const exact = await scoreRows(rows, 'kernel');
const small = await scoreRows(rows, 'kernel int8');
const answers = answerRows(rows, exact);
const after = answerRows(rows, small);
const equal = answers.filter((one, at) => one.likeliest.top[1][0] === after[at].likeliest.top[1][0]).length;
const compared = comparePairs(rows);
const lines = [
  '# Golden answers of the kernel (golden.fixture.ts). Written by: npx tsx server/tooling/write-golden.ts',
  line('seed', rows.seed),
  ...documents.map((document) => line('document', document)),
  ...readTexts(rows).map((text) => line('text', text)),
  ...byRow(exact, documents.length).map((scores) => line('scores', scores)),
  ...answers.map((answer) => line('answer', answer)),
  line('int8', { largest: furthest(exact, small), equal }),
  ...listings.map((one) => line('listing', one)),
  ...pairs.map((pair) => line('pair', pair)),
  line('fact-names', compared.names),
  ...compared.pairs.map((pair) => line('facts', pair)),
];
writeFileSync(goldenFile, `${lines.join('\n')}\n`);
process.stdout.write(`${lines.length} lines, ${lines.join('\n').length} characters\n`);
