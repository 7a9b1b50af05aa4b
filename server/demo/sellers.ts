/** The twelve sellers of the demo marketplace: what they sell, how they write, and how their files are broken. */
import type { Leaf } from './taxonomy.ts';
import { type Locale, localise } from './vocabulary.ts';

export type FeedFormat = 'csv' | 'tsv' | 'jsonl' | 'parquet';
/** Logical fields of a feed; each seller has column names of its own. */
export type FeedField =
  | 'sku'
  | 'title'
  | 'brand'
  | 'gtin'
  | 'mpn'
  | 'description'
  | 'price'
  | 'currency'
  | 'popularity'
  | 'locale'
  | 'category'
  | 'given'
  | 'images';

export interface Seller {
  key: string;
  name: string;
  /** First is the main one; others appear in mixed feeds. */
  locales: readonly Locale[];
  currency: string;
  /** Department slugs; empty: sells everything. */
  departments: readonly string[];
  format: FeedFormat;
  delimiter: string;
  encoding: 'utf8' | 'utf8-bom' | 'windows-1252';
  decimalComma: boolean;
  imperial: boolean;
  /** Joins the path of the given category; null: writes the taxonomy's id instead. */
  givenSeparator: string | null;
  ownSeparator: string;
  titleStyle: 'plain' | 'brand-first' | 'shouting' | 'dashes' | 'lower';
  htmlEntities: boolean;
  mojibake: boolean;
  /** Column names, by field. */
  columns: Readonly<Record<FeedField, string>>;
}

const english = {
  sku: 'sku',
  title: 'title',
  brand: 'brand',
  gtin: 'ean',
  mpn: 'mpn',
  description: 'description',
  price: 'price',
  currency: 'currency',
  popularity: 'units_sold',
  locale: 'language',
  category: 'product_type',
  given: 'marketplace_category',
  images: 'image',
};
const french = {
  sku: 'référence',
  title: 'désignation',
  brand: 'marque',
  gtin: 'code_ean',
  mpn: 'réf_fabricant',
  description: 'descriptif',
  price: 'prix',
  currency: 'devise',
  popularity: 'ventes',
  locale: 'langue',
  category: 'rayon',
  given: 'catégorie',
  images: 'photo',
};
const german = {
  sku: 'Artikelnummer',
  title: 'Bezeichnung',
  brand: 'Marke',
  gtin: 'GTIN',
  mpn: 'Herstellernummer',
  description: 'Beschreibung',
  price: 'Preis',
  currency: 'Währung',
  popularity: 'Absatz',
  locale: 'Sprache',
  category: 'Warengruppe',
  given: 'Kategorie',
  images: 'Bild',
};
const spanish = {
  sku: 'referencia',
  title: 'nombre',
  brand: 'marca',
  gtin: 'ean13',
  mpn: 'ref_fabricante',
  description: 'descripcion',
  price: 'precio',
  currency: 'moneda',
  popularity: 'ventas',
  locale: 'idioma',
  category: 'familia',
  given: 'categoria',
  images: 'imagen',
};
const italian = {
  sku: 'codice',
  title: 'titolo',
  brand: 'marca',
  gtin: 'ean',
  mpn: 'cod_produttore',
  description: 'descrizione',
  price: 'prezzo',
  currency: 'valuta',
  popularity: 'venduti',
  locale: 'lingua',
  category: 'reparto',
  given: 'categoria',
  images: 'immagini',
};
const terse = {
  sku: 'ID',
  title: 'Name',
  brand: 'Manufacturer',
  gtin: 'Barcode',
  mpn: 'Model',
  description: 'Details',
  price: 'Price',
  currency: 'Cur',
  popularity: 'Popularity',
  locale: 'Lang',
  category: 'Shop category',
  given: 'Category ID',
  images: 'Pictures',
};

const plain = {
  currency: 'EUR',
  delimiter: ',',
  encoding: 'utf8',
  decimalComma: false,
  imperial: false,
  givenSeparator: ' > ',
  ownSeparator: ' > ',
  titleStyle: 'plain',
  htmlEntities: false,
  mojibake: false,
} as const;

export const sellers: readonly Seller[] = [
  {
    ...plain,
    key: 'nordhaus',
    name: 'Nordhaus',
    locales: ['de'],
    departments: ['home', 'tools'],
    format: 'csv',
    delimiter: ';',
    encoding: 'utf8-bom',
    decimalComma: true,
    ownSeparator: ' / ',
    titleStyle: 'brand-first',
    columns: german,
  },
  {
    ...plain,
    key: 'lumiere',
    name: 'Lumière Maison',
    locales: ['fr'],
    departments: ['home', 'grocery', 'beauty'],
    format: 'csv',
    delimiter: ';',
    encoding: 'windows-1252',
    decimalComma: true,
    givenSeparator: ' / ',
    ownSeparator: '/',
    columns: french,
  },
  {
    ...plain,
    key: 'techdirect',
    name: 'TechDirect',
    locales: ['en'],
    currency: 'GBP',
    departments: ['electronics'],
    format: 'csv',
    givenSeparator: null,
    titleStyle: 'brand-first',
    columns: english,
  },
  {
    ...plain,
    key: 'electroplanet',
    name: 'Electro Planet',
    locales: ['es'],
    departments: ['electronics', 'home'],
    format: 'csv',
    delimiter: '|',
    decimalComma: true,
    givenSeparator: null,
    columns: spanish,
  },
  {
    ...plain,
    key: 'gadgetree',
    name: 'Gadgetree',
    locales: ['en'],
    currency: 'USD',
    departments: ['electronics', 'toys', 'sports'],
    format: 'jsonl',
    imperial: true,
    givenSeparator: null,
    titleStyle: 'dashes',
    columns: english,
  },
  {
    ...plain,
    key: 'modaviva',
    name: 'Moda Viva',
    locales: ['it'],
    departments: ['fashion', 'beauty'],
    format: 'csv',
    delimiter: ';',
    decimalComma: true,
    ownSeparator: ' - ',
    titleStyle: 'dashes',
    columns: italian,
  },
  {
    ...plain,
    key: 'stylekontor',
    name: 'Stylekontor',
    locales: ['de'],
    departments: ['fashion', 'sports'],
    format: 'tsv',
    delimiter: '\t',
    decimalComma: true,
    titleStyle: 'brand-first',
    columns: german,
  },
  {
    ...plain,
    key: 'natura',
    name: 'Natura y Belleza',
    locales: ['es'],
    departments: ['beauty', 'grocery', 'toys'],
    format: 'jsonl',
    columns: spanish,
  },
  {
    ...plain,
    key: 'sportime',
    name: 'Sportime',
    locales: ['fr', 'en'],
    departments: ['sports', 'fashion', 'toys'],
    format: 'jsonl',
    htmlEntities: true,
    columns: french,
  },
  {
    ...plain,
    key: 'bottega',
    name: 'Bottega del Gusto',
    locales: ['it'],
    departments: ['grocery', 'home', 'tools'],
    format: 'tsv',
    delimiter: '\t',
    decimalComma: true,
    givenSeparator: ' | ',
    columns: italian,
  },
  {
    ...plain,
    key: 'marketgross',
    name: 'Marketgross',
    locales: ['en', 'de', 'fr'],
    departments: [],
    format: 'parquet',
    imperial: true,
    givenSeparator: null,
    titleStyle: 'shouting',
    columns: terse,
  },
  {
    ...plain,
    key: 'bazaar',
    name: 'Bazaar24',
    locales: ['en', 'it', 'es', 'fr', 'de'],
    departments: [],
    format: 'csv',
    givenSeparator: null,
    ownSeparator: ' :: ',
    titleStyle: 'lower',
    htmlEntities: true,
    mojibake: true,
    columns: { ...terse, title: 'product name', images: 'image files' },
  },
];

export const sellerByKey: ReadonlyMap<string, Seller> = new Map(
  sellers.map((seller) => [seller.key, seller]),
);

export function sells(seller: Seller, leaf: Leaf): boolean {
  return seller.departments.length === 0 || seller.departments.includes(leaf.department.slug);
}

/** The seller's own shelf for a leaf: coarser than the marketplace's, in the seller's words, joined in the seller's way. */
export function ownCategoryPath(seller: Seller, leaf: Leaf): string {
  const locale = seller.locales[0];
  const [department, shelf, name] = [leaf.department.names, leaf.shelf.names, leaf.spec.names].map((n) =>
    localise(n, locale),
  );
  const noun = localise(leaf.spec.nouns, locale, 1);
  switch (seller.titleStyle) {
    case 'shouting':
      return department.toUpperCase();
    case 'lower':
      return ['all', shelf, name].join(seller.ownSeparator).toLowerCase();
    case 'dashes':
      return [shelf, noun].join(seller.ownSeparator);
    case 'brand-first':
      return [department, name].join(seller.ownSeparator);
    default:
      return [shelf, name].join(seller.ownSeparator);
  }
}
