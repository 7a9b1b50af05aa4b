import type { ReactNode } from 'react';
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

/** A small table of figures that scrolls by itself where it does not fit. */
export function FigureTable({ caption, label, head, rows }: FigureTableProps) {
  if (rows.length === 0) return null;
  return (
    <ScrollBox label={label ?? caption} className="mt-3">
      <table className="w-full text-sm tabular-nums">
        <caption className={label ? 'sr-only' : 'pb-1 text-left text-muted'}>{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {cellsOf(head).map(([column, name]) =>
              name === '' ? (
                // Above the headings of the rows stands nothing, and an empty heading would be read as one.
                <td key={column} />
              ) : (
                <th key={column} scope="col" className="pr-4 font-normal">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {cellsOf(rows).map(([at, [first, ...cells]]) => (
            <tr key={at} className="border-b border-line">
              <th scope="row" className="py-1 pr-4 text-left font-normal">
                {first}
              </th>
              {cellsOf(cells).map(([column, cell]) => (
                <td key={column} className="pr-4">
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
