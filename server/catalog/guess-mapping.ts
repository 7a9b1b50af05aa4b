/** Guesses which column of a feed is which field, from its name in five languages and a look at its values. Pure. */
import type { ImportMapping } from './schema.ts';

type Field = keyof ImportMapping['fields'];

/** Words of column names, most telling first. A column goes to one field, a field takes one column (images take all). */
const words: readonly (readonly [Field, readonly string[]])[] = [
  [
    'sku',
    [
      'sku',
      'artikelnummer',
      'artnr',
      'reference',
      'referencia',
      'codice',
      'pid',
      'uniqid',
      'productid',
      'itemid',
      'id',
    ],
  ],
  ['gtin', ['gtin', 'ean', 'ean13', 'codeean', 'upc', 'barcode', 'isbn']],
  [
    'mpn',
    [
      'mpn',
      'herstellernummer',
      'reffabricant',
      'reffabricante',
      'codproduttore',
      'manufacturerpartnumber',
      'partnumber',
      'modelno',
      'model',
    ],
  ],
  [
    'title',
    [
      'title',
      'productname',
      'bezeichnung',
      'designation',
      'titolo',
      'titulo',
      'titre',
      'name',
      'nombre',
      'nom',
      'nome',
      'producttitle',
    ],
  ],
  ['brand', ['brand', 'marke', 'marque', 'marca', 'manufacturer', 'hersteller', 'fabricant']],
  [
    'description',
    ['description', 'beschreibung', 'descriptif', 'descripcion', 'descrizione', 'details', 'longdescription'],
  ],
  ['price', ['price', 'preis', 'prix', 'precio', 'prezzo', 'retailprice', 'saleprice']],
  ['currency', ['currency', 'wahrung', 'devise', 'moneda', 'valuta', 'cur', 'pricecurrency', 'currencycode']],
  [
    'popularity',
    ['popularity', 'unitssold', 'sales', 'absatz', 'ventes', 'ventas', 'venduti', 'sold', 'views'],
  ],
  ['locale', ['locale', 'language', 'lang', 'sprache', 'langue', 'idioma', 'lingua']],
  ['url', ['url', 'link', 'producturl']],
  [
    'given',
    [
      'marketplacecategory',
      'kategorie',
      'categorie',
      'categoria',
      'categorylabel',
      'categoryname',
      'categoryid',
      'googleproductcategory',
      'category',
      'categorypath',
      'categorytext',
    ],
  ],
  [
    'category',
    [
      'producttype',
      'warengruppe',
      'rayon',
      'familia',
      'reparto',
      'shopcategory',
      'sellercategory',
      'department',
    ],
  ],
  [
    'images',
    [
      'image',
      'images',
      'bild',
      'photo',
      'imagen',
      'immagini',
      'pictures',
      'imagefiles',
      'imageurl',
      'imagelink',
      'picture',
      'bilder',
      'image1',
      'image2',
      'image3',
    ],
  ],
  [
    'seller',
    [
      ...[
        'seller',
        'sellername',
        'merchant',
        'vendor',
        'shop',
        'verkaufer',
        'vendeur',
        'vendedor',
        'venditore',
      ],
      ...[
        'merchantname',
        'vendorname',
        'shopname',
        'storename',
        'store',
        'handler',
        'haendler',
        'tienda',
        'negozio',
      ],
      ...['sellerid', 'merchantid', 'vendorid', 'shopid', 'storeid'],
    ],
  ],
];

/** Where level columns give the category, a path beside them is the seller's own. */
const pathWords = [
  'categorytext',
  'categorypath',
  'breadcrumb',
  'breadcrumbs',
  'category',
  'kategorie',
  'categorie',
  'categoria',
];

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The field that a name stands for, in any of the five languages; null where it is none. */
export function fieldNamed(name: string): Field | null {
  const own = plain(name);
  return words.find(([, names]) => names.includes(own))?.[0] ?? null;
}

/** Words that tell the level of a category column, from the root down. */
const levelWords = [
  /(principal|main|primary|top|haupt)/,
  /(secundaria|second|mid)/,
  /^(sub|unter|sous|sotto)/,
];

/** Columns named l1, l2, … or category_1 …, or main, second and sub category: levels of a path from the root. */
function levelColumns(columns: readonly string[]): string[] {
  const numbered = columns.filter((column) => /^(l|lvl|level|cat|category)_?\s?\d$/i.test(column)).sort();
  if (numbered.length > 1) return numbered;
  const categories = columns.filter((column) => /categor|kategorie/.test(plain(column)));
  return levelWords.flatMap((word) => categories.find((column) => word.test(plain(column))) ?? []);
}

function meanLength(column: string, rows: readonly Record<string, string | null>[]): number {
  return rows.reduce((total, row) => total + (row[column]?.length ?? 0), 0) / Math.max(1, rows.length);
}

function longestText(
  columns: readonly string[],
  rows: readonly Record<string, string | null>[],
): string | undefined {
  return columns
    .filter((column) => meanLength(column, rows) < 200)
    .sort((a, b) => meanLength(b, rows) - meanLength(a, rows))[0];
}

/** Columns of data sets that hold the answer itself: kept out, lest a model learn to read it. */
const answerColumn = /^(cluster|groundtruth)|^(label|labels|split|fold|target)$/;

/** Another name of the row beside its SKU: no two listings share it, so it says nothing and every pair would differ in it. */
const rowIdColumn = /^(uniqid|uniqueid|uuid|guid|rowid)$/;

/** Whether the feed has a picture of the row: said of the feed, not of the product. */
const presenceColumn = /^has(image|images|picture|pictures|photo)$/;

type Guessed = Partial<ImportMapping['fields']>;

/** Names that a column of this field may have, given what is known already. */
const namesAsked = (field: Field, names: readonly string[], { given }: Guessed): readonly string[] =>
  field === 'category' && Array.isArray(given) ? [...names, ...pathWords] : names;

/**
 * Whether a column that is no field says something of the product. A seller's number beside its name does not: it is another
 * way to say who sells it, in which every two sellers would differ.
 */
const isAttribute = (name: string, { seller }: Guessed): boolean =>
  ![answerColumn, rowIdColumn, presenceColumn].some((left) => left.test(name)) &&
  !(seller !== undefined && fieldNamed(name) === 'seller');

/** A whole mapping; columns that are no field are kept as attributes. A person checks it before anything is written. */
export function guessMapping(
  columns: readonly string[],
  rows: readonly Record<string, string | null>[],
): ImportMapping {
  const left = new Map(columns.map((column) => [plain(column), column]));
  const fields: Guessed = {};
  const levels = levelColumns(columns);
  if (levels.length > 1) {
    fields.given = levels;
    for (const level of levels) left.delete(plain(level));
  }
  for (const [field, names] of words) {
    if (fields[field] !== undefined) continue;
    const found = namesAsked(field, names, fields).filter((name) => left.has(name));
    const taken = field === 'images' ? found : found.slice(0, 1);
    if (taken.length === 0) continue;
    const chosen = taken.map((name) => left.get(name) ?? name);
    for (const name of taken) left.delete(name);
    if (field === 'images') fields.images = chosen;
    else Object.assign(fields, { [field]: chosen[0] });
  }
  // Where nothing is called a title, a short description is one.
  const described = fields.description;
  if (!fields.title && described && meanLength(described, rows) < 120) {
    fields.title = described;
    delete fields.description;
  }
  const title = fields.title ?? longestText([...left.values()], rows) ?? columns[0];
  const used = new Set([title, ...Object.values(fields).flat()]);
  const attributes = columns.filter((column) => !used.has(column) && isAttribute(plain(column), fields));
  return { fields: { ...fields, title }, attributes };
}
