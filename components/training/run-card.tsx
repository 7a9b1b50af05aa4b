'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { fetchJson } from '#components/fetch-json.ts';
import { moment } from '#components/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { isOpen } from '#components/ui/work-state.tsx';
import type { LevelMeasures } from '#server/categorization/schema-evaluation.ts';
import type { EvaluationView, RunView } from '#server/training/schema.ts';
import { MissingParts } from './missing-parts.tsx';
import { PairMeasuresTable } from './pair-measures.tsx';
import { Promotion, percent, points } from './promotion.tsx';

interface RunCardProps {
  run: RunView;
  active: RunView | null;
  onChange: () => void;
}

/** One run: what it is doing, what it measured, and the one thing a person may do with it. */
export function RunCard({ run, active, onChange }: RunCardProps) {
  return (
    <Card>
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-semibold">
          {run.kind === 'pair-matcher' ? 'Pair matcher, run' : 'Run'} of {moment(run.createdAt)}
        </h2>
        <Badge>{run.isActive ? 'active model' : run.state}</Badge>
        {run.dataset ? (
          <p className="text-sm text-muted tabular-nums">
            {run.dataset.rows} {run.kind === 'pair-matcher' ? 'pairs' : 'products'}, {run.dataset.decided}{' '}
            decided by people · dataset {run.dataset.sha256.slice(0, 8)} · seed {run.seed}
          </p>
        ) : null}
      </header>
      {run.failure ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {run.failure}
        </p>
      ) : null}
      {isOpen(run) ? <Progress run={run} onChange={onChange} /> : null}
      {run.evaluation ? <Measures run={run} active={active} /> : null}
      {run.pairs ? <PairMeasuresTable pairs={run.pairs} /> : null}
      {run.evaluation && run.kind === 'categorizer' ? (
        <p className="mt-3 text-sm">
          <Link href={`/training/${run.id}`} className="text-accent underline">
            {run.isActive ? 'Confusions and slices' : 'Compare with the model in use'}
          </Link>
        </p>
      ) : null}
      {(run.evaluation ?? run.pairs) && !run.isActive ? <Promotion run={run} onChange={onChange} /> : null}
    </Card>
  );
}

function Progress({ run, onChange }: { run: RunView; onChange: () => void }) {
  const cancel = useMutation({
    mutationFn: () =>
      fetchJson('/api/training/cancel', { method: 'POST', body: JSON.stringify({ runId: run.id }) }),
    onSettled: onChange,
  });
  return (
    <div className="mt-3 flex items-center gap-3">
      <progress value={run.progress} max={1} aria-label="Progress of the run" className="h-2 w-64" />
      <p aria-live="polite" className="text-sm text-muted">
        {run.stage || 'waiting for the worker'}
      </p>
      <Button onClick={() => cancel.mutate()} disabled={cancel.isPending}>
        Cancel
      </Button>
    </div>
  );
}

function difference(level: LevelMeasures, other: LevelMeasures | undefined): string {
  if (!other) return '–';
  return points(level.weightedF1 - other.weightedF1);
}

function Golden({ golden }: { golden: NonNullable<EvaluationView['golden']> }) {
  return (
    <p className="mb-2 text-sm tabular-nums">
      Golden set, {golden.rows} products judged blind:{' '}
      {golden.levels
        .map(
          (level, at) =>
            `level ${at + 1} ${percent.format(level.value)} (${percent.format(level.low)}–${percent.format(level.high)})`,
        )
        .join(', ')}
    </p>
  );
}

function Measures({ run, active }: { run: RunView; active: RunView | null }) {
  const evaluation = run.evaluation;
  if (!evaluation) return null;
  const isCompared = active !== null && active.id !== run.id;
  return (
    <div className="mt-3">
      {evaluation.provisional ? (
        <p className="mb-2 text-sm text-doubt">
          Provisional: measured out of fold on {evaluation.rows} given categories, which are themselves partly
          wrong.
        </p>
      ) : null}
      {evaluation.golden && evaluation.golden.rows > 0 ? <Golden golden={evaluation.golden} /> : null}
      <ScrollBox label="Measures by level">
        <table className="w-full max-w-3xl text-sm tabular-nums">
          <caption className="sr-only">Measures of the run by level of the taxonomy</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="pr-4">
                Level
              </th>
              <th scope="col" className="pr-4">
                Categories
              </th>
              <th scope="col" className="pr-4">
                Accuracy
              </th>
              <th scope="col" className="pr-4">
                Weighted F1
              </th>
              <th scope="col" className="pr-4">
                Macro F1
              </th>
              <th scope="col" className="pr-4">
                Calibration error
              </th>
              {isCompared ? (
                <th scope="col" className="pr-4">
                  Points against active
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {evaluation.levels.map((level) => (
              <tr key={level.level} className="border-b border-line">
                <th scope="row" className="text-left font-normal">
                  {level.level}
                </th>
                <td>{level.classes}</td>
                <td>{percent.format(level.accuracy)}</td>
                <td>{percent.format(level.weightedF1)}</td>
                <td>{percent.format(level.macroF1)}</td>
                <td>{percent.format(level.ece)}</td>
                {isCompared ? (
                  <td>
                    {difference(
                      level,
                      active.evaluation?.levels.find((other) => other.level === level.level),
                    )}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {evaluation.evidence ? <MissingParts evidence={evaluation.evidence} /> : null}
    </div>
  );
}
