'use client';

import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { CurvePoint, RunCurve } from '#server/training/schema.ts';

const size = { width: 280, height: 96 };

interface Line {
  name: string;
  className: string;
  values: (number | null)[];
}

/** Distinct in both themes, and told apart by dashes too. */
const strokes = ['stroke-accent', 'stroke-ok', 'stroke-doubt', 'stroke-stop'] as const;
const dashes = ['', '4 2', '1 2', '6 2 1 2'] as const;

function pathOf(
  values: readonly (number | null)[],
  steps: readonly number[],
  top: number,
  last: number,
): string {
  let path = '';
  values.forEach((value, at) => {
    if (value === null) return;
    const x = last > 1 ? ((steps[at] - 1) / (last - 1)) * size.width : 0;
    const y = size.height - (top > 0 ? value / top : 0) * size.height;
    path += `${path === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return path;
}

interface ChartProps {
  title: string;
  lines: readonly Line[];
  steps: readonly number[];
  /** Greatest value of the scale; it begins at 0. */
  top: number;
  write: (value: number) => string;
  best: { step: number; words: string } | null;
}

/** One small chart: a line a measure, with the last value of each in words. */
function Chart({ title, lines, steps, top, write, best }: ChartProps) {
  const last = steps[steps.length - 1] ?? 1;
  const bestX = best && last > 1 ? ((best.step - 1) / (last - 1)) * size.width : null;
  return (
    <figure className="text-sm">
      <figcaption className="text-muted">{title}</figcaption>
      <svg
        viewBox={`-2 -2 ${size.width + 4} ${size.height + 4}`}
        width={size.width}
        height={size.height}
        role="img"
        aria-label={title}
        className="mt-1 max-w-full border-b border-l border-line"
      >
        {bestX === null ? null : (
          <line x1={bestX} x2={bestX} y1={0} y2={size.height} className="stroke-line" strokeDasharray="3 3" />
        )}
        {lines.map(({ name, className, values }, at) => (
          <path
            key={name}
            d={pathOf(values, steps, top, last)}
            className={className}
            fill="none"
            strokeWidth={1.5}
            strokeDasharray={dashes[at % dashes.length]}
          />
        ))}
      </svg>
      <p className="mt-1 flex flex-wrap gap-x-4 tabular-nums">
        {lines.map(({ name, className, values }, at) => (
          <span key={name} className="flex items-center gap-1">
            <svg width={18} height={6} aria-hidden>
              <line
                x1={0}
                x2={18}
                y1={3}
                y2={3}
                className={className}
                strokeWidth={2}
                strokeDasharray={dashes[at % dashes.length]}
              />
            </svg>
            {name} {write(values.findLast((value) => value !== null) ?? 0)}
          </span>
        ))}
        {best ? <span className="text-muted">{best.words}</span> : null}
      </p>
    </figure>
  );
}

const levelsOf = (points: readonly CurvePoint[]): number => points[points.length - 1]?.right.length ?? 0;

function CurveCharts({ curve }: { curve: RunCurve }) {
  const t = useTranslations('training.curves');
  const { fixed, percent, number } = useFormat();
  const { name, points, best } = curve;
  const steps = points.map(({ step }) => step);
  const hasHeldOut = points.some(({ heldOut }) => heldOut !== null);
  const losses: Line[] = [
    { name: t('loss'), className: strokes[0], values: points.map(({ loss }) => loss) },
    ...(hasHeldOut
      ? [{ name: t('heldOut'), className: strokes[2], values: points.map(({ heldOut }) => heldOut) }]
      : []),
  ];
  const top = Math.max(...losses.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const levels = Array.from(
    { length: levelsOf(points) },
    (_, level): Line => ({
      name: t('level', { level: String(level + 1) }),
      className: strokes[level % strokes.length],
      values: points.map(({ right }) => right[level] ?? null),
    }),
  );
  const stop = best === null ? null : { step: best, words: t('kept', { step: number.format(best) }) };
  const last = number.format(steps[steps.length - 1]);
  return (
    <>
      <Chart
        title={t(`names.${name}`, { last })}
        {...{ lines: losses, steps, top, best: stop }}
        write={(value) => fixed(value, 3)}
      />
      {levels.length > 0 ? (
        <Chart
          title={t('right')}
          {...{ lines: levels, steps, top: 1, best: stop }}
          write={(value) => percent.format(value)}
        />
      ) : null}
    </>
  );
}

/** How a run learns, epoch by epoch or tree by tree: live while it trains, kept afterwards. */
export function RunCurves({ curves }: { curves: readonly RunCurve[] }) {
  const t = useTranslations('training.curves');
  const drawn = curves.filter(({ points }) => points.length > 1);
  if (drawn.length === 0) return null;
  return (
    <section aria-label={t('title')} className="mt-3 flex flex-wrap gap-x-8 gap-y-4">
      {drawn.map((curve) => (
        <CurveCharts key={curve.name} curve={curve} />
      ))}
    </section>
  );
}
