/** Columns of a table as documents: cells that hold attributes are read as an import reads them. */

import type { TextDocument } from '#server/ml/linear/tfidf.ts';
import { attributeText } from '#server/ml/text/attribute-text.ts';
import { readAttributeCell } from '#server/tables/attribute-cell.ts';
import type { Table } from '#server/tables/read-table.ts';

/** What models read of a cell. */
export function cellText(column: string, cell: string | null): string {
  if (!cell) return '';
  const attributes = readAttributeCell(column, cell);
  return attributes ? attributeText(attributes) : cell;
}

/** One document a row, a field for each column. */
export function tableDocuments(table: Table, columns: readonly string[]): TextDocument[] {
  const texts = columns.map((name) => table.column(name).map((cell) => cellText(name, cell)));
  return Array.from({ length: table.rowCount }, (_, row) => texts.map((column) => column[row]));
}
