/** What an import would do with single cells: told in the preview, before anything is written. Pure. */
import { cleanText } from './clean-text.ts';
import { mapRow, type RowValues } from './map-row.ts';
import { parseCount, parseCurrency, parseGtin, parsePrice } from './parse-values.ts';
import type { CategoryResolver } from './resolve-category.ts';
import type { CellProblem, ImportMapping } from './schema.ts';

export interface CheckContext {
  mapping: ImportMapping;
  resolve: CategoryResolver;
  /** False where the taxonomy will only be made of this very feed. */
  hasTaxonomy: boolean;
}

type Found = Omit<CellProblem, 'row'>;
const imageName = /\.(jpe?g|png|webp|gif|avif|bmp|tiff?)(\?\S*)?$/i;

function warn(column: string, problem: string): Found {
  return { column, problem, isRejected: false };
}

/** Values that the import would read as nothing. The row still comes in, without them. */
function unreadable(values: RowValues, { fields }: ImportMapping): Found[] {
  const readers: readonly (readonly [string | undefined, (text: string) => unknown, string])[] = [
    [fields.price, parsePrice, 'no price can be read here'],
    [fields.gtin, parseGtin, 'no GTIN: the length or the check digit is wrong; kept as an attribute'],
    [fields.currency, parseCurrency, 'no currency of three letters'],
    [fields.popularity, parseCount, 'no number'],
    [
      fields.locale,
      (text) => (/^[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*$/.test(text) ? text : null),
      'no language code such as en or fr-CA',
    ],
    [fields.url, (text) => (/^https?:\/\//i.test(text) ? text : null), 'no http address'],
  ];
  return readers.flatMap(([column, read, problem]) => {
    const text = column === undefined ? null : cleanText(values[column], 2000);
    return column !== undefined && text !== null && read(text) === null ? [warn(column, problem)] : [];
  });
}

function categoryProblems(values: RowValues, context: CheckContext): Found[] {
  const columns = [context.mapping.fields.given ?? []].flat();
  const cells = columns.map((column) => values[column] ?? '');
  if (!context.hasTaxonomy || cells.every((cell) => cell.trim() === '')) return [];
  return context.resolve(cells, context.mapping.categorySeparator).length > 0
    ? []
    : [warn(columns[columns.length - 1], 'the taxonomy has no such category')];
}

function imageProblems(values: RowValues, { fields }: ImportMapping): Found[] {
  return (fields.images ?? []).flatMap((column) => {
    const text = values[column]?.trim() ?? '';
    const isPicture = text === '' || /^https?:\/\//i.test(text) || imageName.test(text);
    return isPicture ? [] : [warn(column, 'neither an address nor the name of a picture')];
  });
}

/** A title cut off by the import, or so long that it will be a description in the wrong column. */
function lengthProblems(values: RowValues, { fields }: ImportMapping): Found[] {
  return (values[fields.title]?.length ?? 0) > 1000
    ? [warn(fields.title, 'longer than 1,000 characters: the rest is cut off')]
    : [];
}

/** Problems of the first rows, cell by cell; `isRejected` ones keep their row out. Rows count from 0. */
export function checkRows(rows: readonly RowValues[], context: CheckContext): CellProblem[] {
  const { mapping } = context;
  const seen = new Map<string, number>();
  return rows.flatMap((values, row): CellProblem[] => {
    const mapped = mapRow(values, mapping, context.resolve);
    if (!mapped.ok) return [{ row, column: mapped.field, problem: mapped.reason, isRejected: true }];
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
    const problem = `the SKU ${sku} stands in row ${before + 1} already`;
    return [{ row, column: mapping.fields.sku, problem, isRejected: true }, ...found];
  });
}
