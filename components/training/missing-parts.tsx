import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { EvaluationView } from '#server/training/schema.ts';
import { percent } from './promotion.tsx';

/** What the model still knows when parts of a product are missing, beside what it knows of the same products whole. */
export function MissingParts({ evidence }: { evidence: NonNullable<EvaluationView['evidence']> }) {
  if (evidence.length === 0) return null;
  const levels = evidence[0].levels.length;
  return (
    <details className="mt-3 text-sm">
      <summary>What missing parts cost</summary>
      <ScrollBox label="Right answers by what is left of a product">
        <table className="mt-2 w-full max-w-3xl tabular-nums">
          <caption className="sr-only">Share of right answers by what is left of a product</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col">Known</th>
              <th scope="col">Products</th>
              {Array.from({ length: levels }, (_, level) => `Level ${level + 1}`).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {evidence.map((row) => (
              <tr key={row.parts.join()} className="border-b border-line">
                <th scope="row" className="py-1 pr-4 text-left font-normal">
                  {row.parts.join(', ')} alone
                </th>
                <td>{row.rows}</td>
                {row.levels.map((level, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the levels of the taxonomy never move
                  <td key={at}>
                    {percent.format(level.accuracy)}{' '}
                    <span className="text-xs text-muted">whole {percent.format(level.whole)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}
