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
  ['currency', ['currency', 'wahrung', 'devise', 'moneda', 'valuta', 'cur']],
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
    ['seller', 'sellername', 'merchant', 'vendor', 'shop', 'verkaufer', 'vendeur', 'vendedor', 'venditore'],
  ],
];

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Columns named l1, l2, … or category_1, level 2 …: levels of a path from the root. */
function levelColumns(columns: readonly string[]): string[] {
  const levels = columns.filter((column) => /^(l|lvl|level|cat|category)_?\s?\d$/i.test(column));
  return levels.sort();
}

function longestText(
  columns: readonly string[],
  rows: readonly Record<string, string | null>[],
): string | undefined {
  const meanOf = (column: string): number =>
    rows.reduce((total, row) => total + (row[column]?.length ?? 0), 0) / Math.max(1, rows.length);
  return columns.filter((column) => meanOf(column) < 200).sort((a, b) => meanOf(b) - meanOf(a))[0];
}

/** A whole mapping; columns that are no field are kept as attributes. A person checks it before anything is written. */
export function guessMapping(
  columns: readonly string[],
  rows: readonly Record<string, string | null>[],
): ImportMapping {
  const left = new Map(columns.map((column) => [plain(column), column]));
  const fields: Partial<ImportMapping['fields']> = {};
  const levels = levelColumns(columns);
  if (levels.length > 1) {
    fields.given = levels;
    for (const level of levels) left.delete(plain(level));
  }
  for (const [field, names] of words) {
    if (fields[field] !== undefined) continue;
    const found = names.filter((name) => left.has(name));
    const taken = field === 'images' ? found : found.slice(0, 1);
    if (taken.length === 0) continue;
    const chosen = taken.map((name) => left.get(name) ?? name);
    for (const name of taken) left.delete(name);
    if (field === 'images') fields.images = chosen;
    else Object.assign(fields, { [field]: chosen[0] });
  }
  const title = fields.title ?? longestText([...left.values()], rows) ?? columns[0];
  const used = new Set([title, ...Object.values(fields).flat()]);
  return { fields: { ...fields, title }, attributes: columns.filter((column) => !used.has(column)) };
}
