import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
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
      <ScrollBox label={t('label')}>
        <table className="w-full max-w-3xl text-sm tabular-nums">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">{t('matcher')}</th>
              <th scope="col">{t('f1')}</th>
              <th scope="col">{t('precision')}</th>
              <th scope="col">{t('recall')}</th>
              <th scope="col">{t('logLoss')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, answers]) => (
              <tr key={name} className="border-b border-line">
                <th scope="row" className="text-left font-normal">
                  {name}
                </th>
                <td>{share.format(answers.f1)}</td>
                <td>{share.format(answers.precision)}</td>
                <td>{share.format(answers.recall)}</td>
                <td>{fixed(answers.logLoss, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
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
