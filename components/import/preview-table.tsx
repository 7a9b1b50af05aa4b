'use client';
import { number } from '#components/format.ts';
import { joinClasses } from '#components/ui/join-classes.ts';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { CellProblem, ImportMapping, ImportPreview } from '#server/catalog/schema.ts';

function fieldOf(column: string, mapping: ImportMapping): string | null {
  const found = Object.entries(mapping.fields).find(([, value]) => [value ?? []].flat().includes(column));
  return found ? found[0] : null;
}

/** How many cells have which problem: what to look at first. */
function Summary({ preview, problems }: { preview: ImportPreview; problems: CellProblem[] | undefined }) {
  const rejected = new Set(problems?.filter((one) => one.isRejected).map((one) => one.row)).size;
  const kinds = new Map<string, number>();
  for (const { column, problem, isRejected } of problems ?? []) {
    const key = `${column}: ${problem.replace(/row \d+/, 'an earlier row').replace(/SKU \S+/, 'SKU')}${isRejected ? ' (row refused)' : ''}`;
    kinds.set(key, (kinds.get(key) ?? 0) + 1);
  }
  return (
    <div aria-live="polite" className="text-sm">
      <p>
        Of the first {number.format(preview.rows.length)} rows,{' '}
        <span className={rejected > 0 ? 'text-stop' : 'text-ok'}>
          {problems === undefined
            ? 'checking …'
            : rejected === 0
              ? 'none is refused'
              : `${rejected} are refused`}
        </span>
        {kinds.size > 0 && rejected === 0 ? ', but some cells are read as empty' : ''}.
      </p>
      {kinds.size > 0 ? (
        <ul className="mt-1 list-disc pl-5 text-muted">
          {[...kinds].slice(0, 12).map(([kind, count]) => (
            <li key={kind}>
              {number.format(count)} × {kind}
            </li>
          ))}
        </ul>
      ) : null}
      {preview.rejects.length > 0 ? (
        <ul className="mt-1 list-disc pl-5 text-stop">
          {preview.rejects.map(({ line, reason }) => (
            <li key={line}>
              line {number.format(line)}: {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** The first rows as they will be read: columns under their fields, and every cell that will not be read says why. */
export function PreviewTable({
  preview,
  mapping,
  problems,
  onToggle,
}: {
  preview: ImportPreview;
  mapping: ImportMapping;
  problems: CellProblem[] | undefined;
  /** Keeps a column as an attribute, or leaves it out. */
  onToggle: (column: string, keep: boolean) => void;
}) {
  const found = new Map(problems?.map((one) => [`${one.row}\u0001${one.column}`, one]));
  return (
    <section aria-label="First rows" className="space-y-2">
      <Summary preview={preview} problems={problems} />
      <ScrollBox
        label="First rows of the file"
        className="max-h-96 overflow-y-auto rounded-lg border border-line bg-surface"
      >
        <table className="text-xs">
          <caption className="sr-only">The first {preview.rows.length} rows of the file</caption>
          <thead className="sticky top-0 z-10 bg-surface text-left">
            <tr>
              <th scope="col" className="border-b border-line px-2 py-2 text-right font-normal text-muted">
                row
              </th>
              {preview.columns.map((column) => {
                const field = fieldOf(column, mapping);
                return (
                  <th
                    key={column}
                    scope="col"
                    className="border-b border-line px-3 py-2 align-top font-medium whitespace-nowrap"
                  >
                    {column}
                    {field ? (
                      <span className="block font-normal text-accent">{field}</span>
                    ) : (
                      <label className="flex items-center gap-1 font-normal text-muted">
                        <input
                          type="checkbox"
                          checked={mapping.attributes.includes(column)}
                          aria-label={`Keep ${column} as an attribute`}
                          onChange={(event) => onToggle(column, event.target.checked)}
                        />
                        attribute
                      </label>
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other identity and never move
              <tr key={at} className="border-b border-line last:border-0">
                <th scope="row" className="px-2 py-1.5 text-right font-normal text-muted">
                  {at + 1}
                </th>
                {preview.columns.map((column) => {
                  const problem = found.get(`${at}\u0001${column}`);
                  return (
                    <td
                      key={column}
                      className={joinClasses(
                        'max-w-60 px-3 py-1.5 align-top',
                        problem && 'border-l-2',
                        problem?.isRejected && 'border-stop',
                        problem && !problem.isRejected && 'border-doubt',
                      )}
                    >
                      <span className="block truncate">{row[column]}</span>
                      {problem ? (
                        <span className={problem.isRejected ? 'text-stop' : 'text-doubt'}>
                          {problem.problem}
                        </span>
                      ) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
