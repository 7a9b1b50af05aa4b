'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import { isOpen, WorkState } from '#components/ui/work-state.tsx';
import type { LevelMeasures } from '#server/categorization/schema-evaluation.ts';
import type { EvaluationView, RunView } from '#server/training/schema.ts';
import { MissingParts } from './missing-parts.tsx';
import { PairMeasuresTable } from './pair-measures.tsx';
import { Promotion } from './promotion.tsx';
import { useStageWord } from './stage-word.ts';

interface RunCardProps {
  run: RunView;
  active: RunView | null;
  onChange: () => void;
}

/** One run: what it is doing, what it measured, and the one thing a person may do with it. */
export function RunCard({ run, active, onChange }: RunCardProps) {
  const t = useTranslations('training.run');
  const { moment } = useFormat();
  const isMatcher = run.kind === 'pair-matcher';
  return (
    <Card>
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-semibold">{t(isMatcher ? 'matcherOf' : 'of', { at: moment(run.createdAt) })}</h2>
        {run.isActive ? <Badge>{t('active')}</Badge> : <WorkState state={run.state} />}
        {run.dataset ? (
          <p className="text-sm text-muted tabular-nums">
            {t(isMatcher ? 'pairs' : 'products', {
              rows: run.dataset.rows,
              decided: run.dataset.decided,
              dataset: run.dataset.sha256.slice(0, 8),
              seed: String(run.seed),
            })}
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
            {t(run.isActive ? 'confusions' : 'compare')}
          </Link>
        </p>
      ) : null}
      {(run.evaluation ?? run.pairs) && !run.isActive ? <Promotion run={run} onChange={onChange} /> : null}
    </Card>
  );
}

function Progress({ run, onChange }: { run: RunView; onChange: () => void }) {
  const t = useTranslations('training.run');
  const stageWord = useStageWord();
  const cancel = useMutation({
    mutationFn: () =>
      fetchJson('/api/training/cancel', { method: 'POST', body: JSON.stringify({ runId: run.id }) }),
    onSettled: onChange,
  });
  return (
    <div className="mt-3 flex items-center gap-3">
      <progress value={run.progress} max={1} aria-label={t('progress')} className="h-2 w-64" />
      <p aria-live="polite" className="text-sm text-muted">
        {stageWord(run.stage)}
      </p>
      <Button onClick={() => cancel.mutate()} disabled={cancel.isPending}>
        {t('cancel')}
      </Button>
    </div>
  );
}

function Golden({ golden }: { golden: NonNullable<EvaluationView['golden']> }) {
  const t = useTranslations('training.run');
  const { share } = useFormat();
  const levels = golden.levels.map((level, at) =>
    t('goldenLevel', {
      level: String(at + 1),
      value: share.format(level.value),
      low: share.format(level.low),
      high: share.format(level.high),
    }),
  );
  return (
    <p className="mb-2 text-sm tabular-nums">
      {t('golden', { count: golden.rows, levels: levels.join(', ') })}
    </p>
  );
}

function Measures({ run, active }: { run: RunView; active: RunView | null }) {
  const t = useTranslations('training.run');
  const { share, points, number } = useFormat();
  const difference = (level: LevelMeasures, other: LevelMeasures | undefined): string =>
    other ? points(level.weightedF1 - other.weightedF1) : '–';
  const evaluation = run.evaluation;
  if (!evaluation) return null;
  const isCompared = active !== null && active.id !== run.id;
  return (
    <div className="mt-3">
      {evaluation.provisional ? (
        <p className="mb-2 text-sm text-doubt">{t('provisional', { count: evaluation.rows })}</p>
      ) : null}
      {evaluation.golden && evaluation.golden.rows > 0 ? <Golden golden={evaluation.golden} /> : null}
      <ScrollBox label={t('measuresLabel')}>
        <table className="w-full max-w-3xl text-sm tabular-nums">
          <caption className="sr-only">{t('measuresCaption')}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="pr-4">
                {t('head.level')}
              </th>
              <th scope="col" className="pr-4">
                {t('head.categories')}
              </th>
              <th scope="col" className="pr-4">
                {t('head.accuracy')}
              </th>
              <th scope="col" className="pr-4">
                {t('head.weightedF1')}
              </th>
              <th scope="col" className="pr-4">
                {t('head.macroF1')}
              </th>
              <th scope="col" className="pr-4">
                {t('head.ece')}
              </th>
              {isCompared ? (
                <th scope="col" className="pr-4">
                  {t('head.points')}
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
                <td>{number.format(level.classes)}</td>
                <td>{share.format(level.accuracy)}</td>
                <td>{share.format(level.weightedF1)}</td>
                <td>{share.format(level.macroF1)}</td>
                <td>{share.format(level.ece)}</td>
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
