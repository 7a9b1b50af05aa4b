'use client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { joinClasses } from '#components/ui/join-classes.ts';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { CellFault, CellProblem, ImportMapping, ImportPreview } from '#server/catalog/schema.ts';

type Field = keyof ImportMapping['fields'];

function fieldOf(column: string, mapping: ImportMapping): Field | null {
  const found = Object.entries(mapping.fields).find(([, value]) => [value ?? []].flat().includes(column));
  return found ? (found[0] as Field) : null;
}

function useFaultWords(): (fault: CellFault) => string {
  const t = useTranslations('importing.fault');
  return (fault) => (fault.code === 'sku-twice' ? t('sku-twice', fault) : t(fault.code));
}

interface FaultCount {
  column: string;
  code: CellFault['code'];
  isRejected: boolean;
  count: number;
}

/** How many cells have which fault. */
function countFaults(problems: readonly CellProblem[]): FaultCount[] {
  const counts = new Map<string, FaultCount>();
  for (const { column, fault, isRejected } of problems) {
    const key = `${column}\u0001${fault.code}`;
    const before = counts.get(key)?.count ?? 0;
    counts.set(key, { column, code: fault.code, isRejected, count: before + 1 });
  }
  return [...counts.values()];
}

const good = (chunks: ReactNode) => <span className="text-ok">{chunks}</span>;
const bad = (chunks: ReactNode) => <span className="text-stop">{chunks}</span>;

/** What to look at first. */
function Summary({ preview, problems }: { preview: ImportPreview; problems: CellProblem[] | undefined }) {
  const t = useTranslations('importing');
  const refused = new Set(problems?.filter((one) => one.isRejected).map((one) => one.row)).size;
  const kinds = countFaults(problems ?? []);
  const count = preview.rows.length;
  const wordOf = (code: CellFault['code']): string =>
    code === 'sku-twice' ? t('fault.skuSomewhere') : t(`fault.${code}`);
  const verdict =
    problems === undefined ? 'checking' : kinds.length > 0 ? ('fineButEmpty' as const) : ('fine' as const);
  return (
    <div aria-live="polite" className="text-sm">
      <p>
        {refused > 0
          ? t.rich('preview.refused', { count, refused, stop: bad })
          : t.rich(`preview.${verdict}`, { count, ok: good })}
      </p>
      {kinds.length > 0 ? (
        <ul className="mt-1 list-disc pl-5 text-muted">
          {kinds.slice(0, 12).map((kind) => (
            <li key={`${kind.column}\u0001${kind.code}`}>
              {t(kind.isRejected ? 'preview.kindRefused' : 'preview.kind', {
                count: kind.count,
                column: kind.column,
                problem: wordOf(kind.code),
              })}
            </li>
          ))}
        </ul>
      ) : null}
      {preview.rejects.length > 0 ? (
        <ul className="mt-1 list-disc pl-5 text-stop">
          {preview.rejects.map(({ line, reason }) => (
            <li key={line}>{t('preview.line', { line, reason })}</li>
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
  const t = useTranslations('importing');
  const faultWords = useFaultWords();
  const found = new Map(problems?.map((one) => [`${one.row}\u0001${one.column}`, one]));
  return (
    <section aria-label={t('preview.label')} className="space-y-2">
      <Summary preview={preview} problems={problems} />
      <ScrollBox
        label={t('preview.tableLabel')}
        className="max-h-96 overflow-y-auto rounded-lg border border-line bg-surface"
      >
        <table className="text-xs">
          <caption className="sr-only">{t('preview.caption', { count: preview.rows.length })}</caption>
          <thead className="sticky top-0 z-10 bg-surface text-left">
            <tr>
              <th scope="col" className="border-b border-line px-2 py-2 text-right font-normal text-muted">
                {t('preview.row')}
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
                      <span className="block font-normal text-accent">{t(`fieldName.${field}`)}</span>
                    ) : (
                      <label className="flex items-center gap-1 font-normal text-muted">
                        <input
                          type="checkbox"
                          checked={mapping.attributes.includes(column)}
                          aria-label={t('preview.keep', { column })}
                          onChange={(event) => onToggle(column, event.target.checked)}
                        />
                        {t('preview.attribute')}
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
                          {faultWords(problem.fault)}
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
