import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { ScrollBox } from '#components/ui/scroll-box.tsx';

/** How long something takes or waits, in the unit that reads best; a dash where nobody knows. */
export function useDuration() {
  const t = useTranslations('insights');
  const { number, fixed } = useFormat();
  return {
    seconds: (value: number | null): string =>
      value === null ? '–' : t('seconds', { value: fixed(value, 1) }),
    hours: (value: number | null): string => {
      if (value === null) return '–';
      if (value < 1) return t('minutes', { value: number.format(Math.round(value * 60)) });
      return value < 48
        ? t('hours', { value: fixed(value, 1) })
        : t('days', { count: Math.round(value / 24) });
    },
  };
}

/** The one number that answers a panel's question. */
export function Figure({ value, unit }: { value: string; unit: string }) {
  return (
    <p className="my-2">
      <span className="text-3xl font-semibold tabular-nums">{value}</span>{' '}
      <span className="text-sm text-muted">{unit}</span>
    </p>
  );
}

interface FigureTableProps {
  caption: string;
  head: readonly string[];
  /** The first cell of a row is its heading. */
  rows: readonly (readonly ReactNode[])[];
}

/** A small table of figures that scrolls by itself where it does not fit. */
export function FigureTable({ caption, head, rows }: FigureTableProps) {
  if (rows.length === 0) return null;
  return (
    <ScrollBox label={caption} className="mt-3">
      <table className="w-full text-sm tabular-nums">
        <caption className="pb-1 text-left text-muted">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {head.map((name) => (
              <th key={name} scope="col" className="pr-4 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and never move
            <tr key={at} className="border-b border-line">
              <th scope="row" className="py-1 pr-4 text-left font-normal">
                {first}
              </th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]} className="pr-4">
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
