import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { ClusterChanges, PairAnswers } from '#server/duplicates/schema-evaluation.ts';
import type { RunView } from '#server/training/schema.ts';

/** What a retrained pair matcher answered on decided pairs of products that it never saw, beside the one in use. */
export function PairMeasuresTable({ pairs }: { pairs: NonNullable<RunView['pairs']> }) {
  const t = useTranslations('training.pairs');
  const { share, fixed } = useFormat();
  const { own, inUse, duplicates, anchors } = pairs;
  const rows: [string, PairAnswers][] = [
    [t('own'), own],
    [t('inUse', { name: inUse.name }), inUse],
  ];
  return (
    <div className="mt-3">
      {pairs.provisional ? (
        <p className="mb-2 text-sm text-doubt">{t('provisional', { count: pairs.pairs.test })}</p>
      ) : null}
      <p className="mb-2 text-sm tabular-nums">{t('learnt', { ...pairs.pairs, anchors, duplicates })}</p>
      {pairs.clusters ? <ClusterChangesLine changes={pairs.clusters} /> : null}
      <FigureTable
        label={t('label')}
        caption={t('caption')}
        head={[t('matcher'), t('f1'), t('precision'), t('recall'), t('logLoss')]}
        rows={rows.map(([name, { f1, precision, recall, logLoss }]) => [
          name,
          share.format(f1),
          share.format(precision),
          share.format(recall),
          fixed(logLoss, 3),
        ])}
      />
    </div>
  );
}

/** What promotion would do to the clusters that wait for people, counted before anybody sees them. */
function ClusterChangesLine({ changes }: { changes: ClusterChanges }) {
  const t = useTranslations('training.pairs');
  const { unchanged, grown, split, merged, gone, added } = changes;
  return (
    <p className="mb-2 text-sm tabular-nums">
      {t('clusters', { unchanged, grown, split, merged, gone, added })}
    </p>
  );
}
