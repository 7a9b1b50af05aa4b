import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { ClusterChanges, PairAnswers } from '#server/duplicates/schema-evaluation.ts';
import type { RunView } from '#server/training/schema.ts';
import { percent } from './promotion.tsx';

/** What a retrained pair matcher answered on decided pairs of products that it never saw, beside the one in use. */
export function PairMeasuresTable({ pairs }: { pairs: NonNullable<RunView['pairs']> }) {
  const { own, inUse, duplicates, anchors } = pairs;
  const rows: [string, PairAnswers][] = [
    ['This candidate', own],
    [`In use when measured: ${inUse.name}`, inUse],
  ];
  return (
    <div className="mt-3">
      {pairs.provisional ? (
        <p className="mb-2 text-sm text-doubt">
          Provisional: measured on {pairs.pairs.test} decided pairs; 200 are needed.
        </p>
      ) : null}
      <p className="mb-2 text-sm tabular-nums">
        Learnt from {pairs.pairs.train} decided pairs and {anchors} that the matcher in use is sure of;
        measured on {pairs.pairs.test} pairs of other products, {duplicates} of them duplicates.
      </p>
      {pairs.clusters ? <ClusterChangesLine changes={pairs.clusters} /> : null}
      <ScrollBox label="Measures of the pair matcher">
        <table className="w-full max-w-3xl text-sm tabular-nums">
          <caption className="sr-only">Measures of the pair matcher on held-out pairs</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">Matcher</th>
              <th scope="col">F1</th>
              <th scope="col">Precision</th>
              <th scope="col">Recall</th>
              <th scope="col">Log loss</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, answers]) => (
              <tr key={name} className="border-b border-line">
                <th scope="row" className="text-left font-normal">
                  {name}
                </th>
                <td>{percent.format(answers.f1)}</td>
                <td>{percent.format(answers.precision)}</td>
                <td>{percent.format(answers.recall)}</td>
                <td>{answers.logLoss.toFixed(3)}</td>
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
  const { unchanged, grown, split, merged, gone, added } = changes;
  return (
    <p className="mb-2 text-sm tabular-nums">
      Proposed clusters after promotion: {unchanged} unchanged, {grown} grown, {split} split, {merged} merged
      with others, {gone} gone, {added} new.
    </p>
  );
}
