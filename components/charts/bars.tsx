'use client';

import { useFormat } from '#components/language/format.ts';
import type { Bar } from '#server/portrait/schema.ts';

/**
 * A distribution as upright bars over their ranges. For people who cannot see it the same figures stand in a list; on
 * screen each bar has them in its title.
 */
export function Bars({
  bars,
  label,
  mark,
}: {
  bars: readonly Bar[];
  /** The range in words. */
  label: (bar: Bar, next: Bar | null) => string;
  /** What stands below a bar: where its range begins. */
  mark: (bar: Bar) => string;
}) {
  const { number, percent } = useFormat();
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const told = (bar: Bar, at: number): string =>
    `${label(bar, bars[at + 1] ?? null)}: ${number.format(bar.count)}, ${percent.format(bar.count / Math.max(1, total))}`;
  return (
    <>
      <div aria-hidden className="flex items-end gap-px">
        {bars.map((bar, at) => (
          <div key={bar.from} className="group flex min-w-0 flex-1 flex-col" title={told(bar, at)}>
            <div className="flex h-24 items-end border-b border-line">
              <div
                className="w-full rounded-t-sm bg-accent group-hover:bg-ink"
                style={{ height: bar.count === 0 ? 0 : `max(2px, ${(100 * bar.count) / most}%)` }}
              />
            </div>
            <span className="pt-1 text-center text-[11px] whitespace-nowrap text-muted">{mark(bar)}</span>
          </div>
        ))}
      </div>
      <ul className="sr-only">
        {bars.map((bar, at) => (
          <li key={bar.from}>{told(bar, at)}</li>
        ))}
      </ul>
    </>
  );
}
