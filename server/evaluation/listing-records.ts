/** From any product table to the records that the matcher compares: which column is the title, the brand, the price. */
import type { PairRecord } from '#server/ml/pairs/corpus.ts';
import { parseAmount } from '#server/ml/pairs/tokens.ts';
import type { Table } from '#server/tables/read-table.ts';
import { findLeaks } from './leaking-columns.ts';

export interface ListingColumns {
  title: string;
  brand: string | null;
  model: string | null;
  price: string | null;
  /** Long text, read as one. */
  texts: string[];
  /** Short fields, compared one by one. */
  extras: string[];
}

export interface ColumnChoice {
  columns: string[];
  ignore: string[];
  /** Columns that tell the answer: dropped even when asked for. */
  targets: string[];
}

const titleNames = [
  'title',
  'name',
  'product_name',
  'product_title',
  'productname',
  'productdisplayname',
  'item_name',
  'product',
];
/** `Song_Name`, `beer name`: what a table of another trade calls its title; not whose or of which kind it is. */
const titleLike = /(^|[_\s])(title|name)$/i;
const notTitle =
  /brand|manufacturer|maker|seller|vendor|shop|store|merchant|category|class|type|genre|author|artist|user|file|brew|company/i;
const brandNames = ['brand', 'manufacturer', 'maker', 'brand_name'];
const modelNames = ['modelno', 'model', 'model_number', 'mpn', 'part_number', 'partno', 'model_no'];
const priceName = /^(price|preis|prix|precio|prezzo|list_?price|amount)$/i;
const addressName = /(url|link|image|img|photo|picture)/i;
/** Mean length from which a column counts as running text. */
const textLengthMin = 40;
const extrasMax = 8;

function meanLength(cells: (string | null)[]): number {
  let sum = 0;
  let count = 0;
  for (const cell of cells) {
    if (!cell) continue;
    sum += cell.length;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

function named(columns: string[], names: string[]): string | null {
  for (const name of names) {
    const found = columns.find((column) => column.toLowerCase() === name);
    if (found) return found;
  }
  return null;
}

/** Columns of a table that may be compared: asked for or harmless, never the answer, ids or addresses. */
export function comparableColumns(table: Table, choice: ColumnChoice): { used: string[]; dropped: string[] } {
  const ignored = new Set(choice.ignore.map((name) => name.toLowerCase()));
  const asked = new Set(choice.columns.map((name) => name.toLowerCase()));
  const targets = choice.targets.filter((name) => table.has(name));
  const leaks = new Set(findLeaks(table, targets, choice.columns).map((leak) => leak.column));
  const used = table.columns.filter((column) => {
    const name = column.toLowerCase();
    if (leaks.has(column) || ignored.has(name)) return false;
    return asked.size > 0 ? asked.has(name) : !addressName.test(column);
  });
  return { used, dropped: table.columns.filter((column) => !used.includes(column)) };
}

/** Gives the columns their parts. Null where no column can be a title. */
export function listingColumns(table: Table, used: string[]): ListingColumns | null {
  const lengths = new Map(used.map((column) => [column, meanLength(table.column(column))]));
  const longest = [...used].sort((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0));
  const like = used.find((column) => titleLike.test(column) && !notTitle.test(column));
  const title = named(used, titleNames) ?? like ?? longest[0] ?? null;
  if (title === null) return null;
  const brand = named(used, brandNames);
  const model = named(used, modelNames);
  const price = used.find((column) => priceName.test(column)) ?? null;
  const rest = used.filter((column) => ![title, brand, model, price].includes(column));
  const extras = rest
    .filter((column) => (lengths.get(column) ?? 0) > 0 && (lengths.get(column) ?? 0) < textLengthMin)
    .slice(0, extrasMax);
  return { title, brand, model, price, texts: rest.filter((column) => !extras.includes(column)), extras };
}

/** The columns of a second table that play the same parts, by the same names or, where it has none, by its own. */
export function sameParts(columns: ListingColumns, table: Table, used: string[]): ListingColumns {
  const own = listingColumns(table, used);
  const has = (name: string | null): boolean => name !== null && table.has(name);
  return {
    title: has(columns.title) ? columns.title : (own?.title ?? columns.title),
    brand: has(columns.brand) ? columns.brand : (own?.brand ?? null),
    model: has(columns.model) ? columns.model : (own?.model ?? null),
    price: has(columns.price) ? columns.price : (own?.price ?? null),
    texts: columns.texts.some(has) ? columns.texts : (own?.texts ?? []),
    extras: columns.extras,
  };
}

/** Reads the records. Columns are found in any case, so the same choice serves both tables of a pair. */
export function listingRecords(table: Table, columns: ListingColumns): PairRecord[] {
  const cells = (name: string | null): (string | null)[] =>
    name && table.has(name) ? table.column(name) : [];
  const [titles, brands, models, prices] = [columns.title, columns.brand, columns.model, columns.price].map(
    cells,
  );
  const texts = columns.texts.map(cells);
  const extras = columns.extras.map(cells);
  return Array.from({ length: table.rowCount }, (_, row) => ({
    title: titles[row] ?? '',
    text: texts.map((column) => column[row] ?? '').join(' '),
    brand: brands[row] ?? null,
    model: models[row] ?? null,
    price: parseAmount(prices[row]),
    extras: extras.map((column) => column[row] ?? null),
  }));
}
