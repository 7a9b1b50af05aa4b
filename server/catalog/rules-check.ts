/** What an import would do with single cells: told in the preview, before anything is written. Pure. */
import { cleanText } from './clean-text.ts';
import { mapRow, type RowValues } from './map-row.ts';
import { parseCount, parseCurrency, parseGtin, parsePrice } from './parse-values.ts';
import type { CategoryResolver } from './resolve-category.ts';
import type { CellFault, CellProblem, ImportMapping } from './schema.ts';

export interface CheckContext {
  mapping: ImportMapping;
  resolve: CategoryResolver;
  /** False where the taxonomy will only be made of this very feed. */
  hasTaxonomy: boolean;
}

type Found = Omit<CellProblem, 'row'>;
const imageName = /\.(jpe?g|png|webp|gif|avif|bmp|tiff?)(\?\S*)?$/i;

type PlainCode = Exclude<CellFault['code'], 'sku-twice'>;

function warn(column: string, code: PlainCode): Found {
  return { column, fault: { code }, isRejected: false };
}

/** Values that the import would read as nothing. The row still comes in, without them. */
function unreadable(values: RowValues, { fields }: ImportMapping): Found[] {
  const readers: readonly (readonly [string | undefined, (text: string) => unknown, PlainCode])[] = [
    [fields.price, parsePrice, 'price'],
    [fields.gtin, parseGtin, 'gtin'],
    [fields.currency, parseCurrency, 'currency'],
    [fields.popularity, parseCount, 'popularity'],
    [fields.locale, (text) => (/^[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*$/.test(text) ? text : null), 'locale'],
    [fields.url, (text) => (/^https?:\/\//i.test(text) ? text : null), 'url'],
  ];
  return readers.flatMap(([column, read, code]) => {
    const text = column === undefined ? null : cleanText(values[column], 2000);
    return column !== undefined && text !== null && read(text) === null ? [warn(column, code)] : [];
  });
}

function categoryProblems(values: RowValues, context: CheckContext): Found[] {
  const columns = [context.mapping.fields.given ?? []].flat();
  const cells = columns.map((column) => values[column] ?? '');
  if (!context.hasTaxonomy || cells.every((cell) => cell.trim() === '')) return [];
  if (context.resolve(cells, context.mapping.categorySeparator).length > 0) return [];
  const { category } = context.mapping.fields;
  const hasOwn = category !== undefined && cleanText(values[category], 1000) !== null;
  return [warn(columns[columns.length - 1], hasOwn ? 'category' : 'category-kept')];
}

function imageProblems(values: RowValues, { fields }: ImportMapping): Found[] {
  return (fields.images ?? []).flatMap((column) => {
    const text = values[column]?.trim() ?? '';
    const isPicture = text === '' || /^https?:\/\//i.test(text) || imageName.test(text);
    return isPicture ? [] : [warn(column, 'picture')];
  });
}

/** A title cut off by the import, or so long that it will be a description in the wrong column. */
function lengthProblems(values: RowValues, { fields }: ImportMapping): Found[] {
  return (values[fields.title]?.length ?? 0) > 1000 ? [warn(fields.title, 'long')] : [];
}

/** Problems of the first rows, cell by cell; `isRejected` ones keep their row out. Rows count from 0. */
export function checkRows(rows: readonly RowValues[], context: CheckContext): CellProblem[] {
  const { mapping } = context;
  const seen = new Map<string, number>();
  return rows.flatMap((values, row): CellProblem[] => {
    const mapped = mapRow(values, mapping, context.resolve);
    if (!mapped.ok) return [{ row, column: mapped.field, fault: { code: mapped.code }, isRejected: true }];
    const found = [
      ...unreadable(values, mapping),
      ...categoryProblems(values, context),
      ...imageProblems(values, mapping),
      ...lengthProblems(values, mapping),
    ].map((problem) => ({ row, ...problem }));
    const { sku, sellerKey } = mapped.input;
    const key = `${sellerKey}\u0001${sku}`;
    const before = seen.get(key);
    if (mapping.fields.sku === undefined || sku.startsWith('~') || before === undefined) {
      seen.set(key, row);
      return found;
    }
    const fault: CellFault = { code: 'sku-twice', sku, row: before + 1 };
    return [{ row, column: mapping.fields.sku, fault, isRejected: true }, ...found];
  });
}
