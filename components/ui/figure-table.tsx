import { isValidElement, type ReactNode } from 'react';
import { isFigure } from './is-figure.ts';
import { ScrollBox } from './scroll-box.tsx';

interface FigureTableProps {
  caption: string;
  /** For a table under a heading that says the same: the caption is for screen readers alone, and this names the box. */
  label?: string;
  head: readonly string[];
  /** The first cell of a row is its heading. */
  rows: readonly (readonly ReactNode[])[];
}

/** With their places as keys: figures have no identity of their own, and a row is never moved. */
const cellsOf = <T,>(list: readonly T[]): [number, T][] => [...list.entries()];

/** What a cell says where it says one thing: itself, or the words of a link. */
function textOf(cell: ReactNode): string | null {
  if (typeof cell === 'string' || typeof cell === 'number') return String(cell);
  return isValidElement<{ children?: ReactNode }>(cell) ? textOf(cell.props.children) : null;
}

/** Columns that hold nothing but figures: they stand at the right, digit under digit. */
function figureColumns(rows: FigureTableProps['rows']): ReadonlySet<number> {
  const columns = rows[0].slice(1).map((_, at) => at + 1);
  return new Set(
    columns.filter((at) => {
      const texts = rows.map((row) => textOf(row[at]));
      return texts.every((text) => text !== null && isFigure(text));
    }),
  );
}

/** A small table of figures that scrolls by itself where it does not fit. */
export function FigureTable({ caption, label, head, rows }: FigureTableProps) {
  if (rows.length === 0) return null;
  const figures = figureColumns(rows);
  const look = (column: number): string =>
    figures.has(column) ? 'pl-4 pr-0 text-right whitespace-nowrap' : column === 0 ? 'pr-4' : 'min-w-24 pl-4';
  return (
    <ScrollBox label={label ?? caption} className="mt-3">
      {/* A name and its figure stay within one look of each other, however wide the page is. */}
      <table className={`w-full text-sm tabular-nums ${head.length < 4 ? 'max-w-2xl' : ''}`}>
        <caption className={label ? 'sr-only' : 'pb-1 text-left text-muted'}>{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {cellsOf(head).map(([column, name]) =>
              name === '' ? (
                // Above the headings of the rows stands nothing, and an empty heading would be read as one.
                <td key={column} />
              ) : (
                <th key={column} scope="col" className={`pb-1 align-bottom font-normal ${look(column)}`}>
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {cellsOf(rows).map(([at, [first, ...cells]]) => (
            <tr key={at} className="border-b border-line align-baseline">
              <th scope="row" className="min-w-28 py-1.5 pr-4 text-left font-normal">
                {first}
              </th>
              {cellsOf(cells).map(([column, cell]) => (
                <td key={column} className={`py-1.5 ${look(column + 1)}`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
