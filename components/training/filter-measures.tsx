import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { RunView } from '#server/training/schema.ts';

/** What a pair filter keeps of decided pairs that it never saw, and what it would refuse in the catalog. */
export function FilterMeasuresText({ filter }: { filter: NonNullable<RunView['filter']> }) {
  const t = useTranslations('training.filter');
  const { share } = useFormat();
  const { recall, lower, products, same, others, othersKept, learnt, anchors, candidates, allPairs } = filter;
  return (
    <div className="mt-3 grid gap-2 text-sm tabular-nums">
      {filter.isProven ? null : <p className="text-doubt">{t('unproven')}</p>}
      <p>{t('learnt', { learnt, anchors })}</p>
      <p>
        {t('recall', {
          ...{ same, products, others, othersKept },
          recall: share.format(recall),
          lower: share.format(lower),
          needed: share.format(filter.recallMin),
        })}
      </p>
      <p>{t('candidates', { ...candidates })}</p>
      <p>{t('allPairs', { ...allPairs })}</p>
    </div>
  );
}
