import type { DayCount } from '#server/insights/schema.ts';

const height = 64;
const barWidth = 14;
const gap = 4;
const dayName = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** Decisions a day; the same numbers stand in the title of each bar and in a list for those who cannot see it. */
export function DayBars({ days }: { days: readonly DayCount[] }) {
  if (days.length === 0) return <p className="text-sm text-muted">Nothing was decided in this period.</p>;
  const most = Math.max(...days.map((day) => day.category + day.duplicate), 1);
  const width = days.length * (barWidth + gap);
  const told = (day: DayCount): string =>
    `${dayName.format(new Date(day.day))}: ${day.category} categories, ${day.duplicate} duplicates, ${day.undone} undone`;
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
