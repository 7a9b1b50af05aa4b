import { useTranslations } from 'use-intl';
import { useWidth } from '#components/charts/use-width.ts';
import { useFormat } from '#components/language/format.ts';
import type { DayCount } from '#server/insights/schema.ts';

const height = 64;
const barWidthMax = 24;

/** Decisions a day; the same numbers stand in the title of each bar and in a list for those who cannot see it. */
export function DayBars({ days }: { days: readonly DayCount[] }) {
  const t = useTranslations('insights.throughput');
  const { shortDay, number } = useFormat();
  const [box, width] = useWidth<HTMLElement>(560);
  const most = Math.max(...days.map((day) => day.category + day.duplicate));
  if (days.length === 0 || most === 0) return <p className="text-sm text-muted">{t('nothing')}</p>;
  const step = Math.min(barWidthMax, width / days.length);
  const barWidth = Math.max(1, step - Math.min(4, step / 4));
  const told = ({ day, category, duplicate, undone }: DayCount): string =>
    t('day', { day: shortDay(day), category, duplicate, undone });
  return (
    <figure ref={box} className="my-2 min-w-0">
      <svg width={step * days.length} height={height} aria-hidden="true" className="max-w-full">
        <line x1={0} x2={step * days.length} y1={height - 0.5} y2={height - 0.5} className="stroke-line" />
        {days.map((day, at) => {
          const whole = ((day.category + day.duplicate) / most) * height;
          const categories = (day.category / most) * height;
          return (
            <g key={day.day} transform={`translate(${at * step} 0)`}>
              <title>{told(day)}</title>
              <rect y={height - whole} width={barWidth} height={whole} className="fill-muted" />
              <rect y={height - categories} width={barWidth} height={categories} className="fill-accent" />
            </g>
          );
        })}
      </svg>
      <figcaption aria-hidden="true" className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted tabular-nums">
        <span>
          {shortDay(days[0].day)}–{shortDay(days[days.length - 1].day)}
        </span>
        <span>
          <span className="mr-1 inline-block size-2 bg-accent" />
          {t('categories')}
        </span>
        <span>
          <span className="mr-1 inline-block size-2 bg-muted" />
          {t('duplicates')}
        </span>
        <span>{t('most', { count: number.format(most) })}</span>
      </figcaption>
      <ul className="sr-only">
        {days
          .filter((day) => day.category + day.duplicate + day.undone > 0)
          .map((day) => (
            <li key={day.day}>{told(day)}</li>
          ))}
      </ul>
    </figure>
  );
}
