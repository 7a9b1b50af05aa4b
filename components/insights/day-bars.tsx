import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { DayCount } from '#server/insights/schema.ts';

const height = 64;
const barWidth = 14;
const gap = 4;

/** Decisions a day; the same numbers stand in the title of each bar and in a list for those who cannot see it. */
export function DayBars({ days }: { days: readonly DayCount[] }) {
  const t = useTranslations('insights.throughput');
  const { shortDay } = useFormat();
  if (days.length === 0) return <p className="text-sm text-muted">{t('nothing')}</p>;
  const most = Math.max(...days.map((day) => day.category + day.duplicate), 1);
  const width = days.length * (barWidth + gap);
  const told = ({ day, category, duplicate, undone }: DayCount): string =>
    t('day', { day: shortDay(day), category, duplicate, undone });
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden="true"
        className="max-w-full"
      >
        {days.map((day, at) => {
          const whole = ((day.category + day.duplicate) / most) * height;
          const categories = (day.category / most) * height;
          return (
            <g key={day.day} transform={`translate(${at * (barWidth + gap)} 0)`}>
              <title>{told(day)}</title>
              <rect y={height - whole} width={barWidth} height={whole} className="fill-muted" />
              <rect y={height - categories} width={barWidth} height={categories} className="fill-accent" />
            </g>
          );
        })}
      </svg>
      <ul className="sr-only">
        {days.map((day) => (
          <li key={day.day}>{told(day)}</li>
        ))}
      </ul>
    </>
  );
}
