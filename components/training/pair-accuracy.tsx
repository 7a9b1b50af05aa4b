import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { Bounded, PairSampleView } from '#server/training/schema-pair-sample.ts';

const measures = ['precision', 'recall', 'recallOfCandidates', 'f1'] as const;

/** A share and its 95 % interval as a bar from 0 to 1: the line is what is known, the mark the estimate. */
function Range({ value, low, high }: Bounded) {
  const width = 120;
  return (
    <svg
      viewBox={`0 0 ${width} 12`}
      width={width}
      height={12}
      aria-hidden
      className="inline-block align-middle"
    >
      <line x1={0} x2={width} y1={6} y2={6} className="stroke-line" strokeWidth={1} />
      <line x1={low * width} x2={high * width} y1={6} y2={6} className="stroke-accent" strokeWidth={4} />
      <circle cx={value * width} cy={6} r={4} className="fill-accent" />
    </svg>
  );
}

/** Precision, recall and F1 with their intervals: of what the desk proposes, and of the matcher alone. */
export function PairAccuracyTable({ sample }: { sample: PairSampleView }) {
  const t = useTranslations('pairSample.figures');
  const { share } = useFormat();
  const { proposed, matcher } = sample;
  if (!proposed || !matcher) return null;
  const cell = (bounded: Bounded) => (
    <span className="whitespace-nowrap">
      {t('value', {
        value: share.format(bounded.value),
        low: share.format(bounded.low),
        high: share.format(bounded.high),
      })}{' '}
      <Range {...bounded} />
    </span>
  );
  return (
    <>
      <FigureTable
        caption={t('caption')}
        head={[t('measure'), t('proposed'), t('matcher')]}
        rows={measures.map((name) => [t(name), cell(proposed[name]), cell(matcher[name])])}
      />
      <p className="mt-2 max-w-prose text-sm text-muted">{t('hint')}</p>
    </>
  );
}
