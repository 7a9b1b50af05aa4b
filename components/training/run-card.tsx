'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import { isOpen, WorkState } from '#components/ui/work-state.tsx';
import type { EvaluationView, RunView } from '#server/training/schema.ts';
import { SlowerThanInUse } from './comparison-grid.tsx';
import { Delta } from './figures.tsx';
import { FilterMeasuresText } from './filter-measures.tsx';
import { MissingParts } from './missing-parts.tsx';
import { PairMeasuresTable } from './pair-measures.tsx';
import { Promotion } from './promotion.tsx';
import { RunCurves } from './run-curves.tsx';
import { useStageWord } from './stage-word.ts';

interface RunCardProps {
  run: RunView;
  onChange: () => void;
}

const titleOf = (kind: string) =>
  kind === 'pair-matcher' ? 'matcherOf' : kind === 'pair-filter' ? 'filterOf' : 'of';

/** One run: what it is doing, what it measured, and the one thing a person may do with it. */
export function RunCard({ run, onChange }: RunCardProps) {
  const t = useTranslations('training.run');
  const { moment, fixed } = useFormat();
  const isOfPairs = run.kind === 'pair-matcher' || run.kind === 'pair-filter';
  return (
    <Card>
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-semibold">{t(titleOf(run.kind), { at: moment(run.createdAt) })}</h2>
        {run.isActive ? <Badge>{t('active')}</Badge> : <WorkState state={run.state} />}
        {run.dataset ? (
          <p className="text-sm text-muted tabular-nums">
            {t(isOfPairs ? 'pairs' : 'products', {
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
      {run.versions ? (
        <p className="mt-1 text-sm text-muted tabular-nums">
          {t('made', {
            seconds: fixed(run.versions.seconds, 1),
            memory: run.versions.peakMb,
            threads: run.versions.threads,
            node: run.versions.node,
            features: run.versions.features,
          })}
        </p>
      ) : null}
      <RunCurves curves={run.curves} />
      {run.evaluation ? <Measures evaluation={run.evaluation} /> : null}
      {run.pairs ? <PairMeasuresTable pairs={run.pairs} /> : null}
      {run.filter ? <FilterMeasuresText filter={run.filter} /> : null}
      {run.evaluation && run.kind === 'categorizer' ? (
        <p className="mt-3 text-sm">
          <Link href={`/training/${run.id}`} className="text-accent underline">
            {t(run.isActive ? 'confusions' : 'compare')}
          </Link>
        </p>
      ) : null}
      {run.evaluation && !run.isActive ? <SlowerThanInUse speed={run.evaluation.speed} /> : null}
      {(run.evaluation ?? run.pairs ?? run.filter?.isProven) && !run.isActive ? (
        <Promotion run={run} onChange={onChange} />
      ) : null}
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

/** Its lead over the model that was in use then, on the same products: each run's own figures are of its own labels. */
function Beside({ beside }: { beside: NonNullable<EvaluationView['beside']> }) {
  const t = useTranslations('training.run');
  return (
    <p className="mt-2 text-sm tabular-nums">
      {t(`beside.${beside.basis}`, { count: beside.rows })} <Delta difference={beside} />
    </p>
  );
}

function Measures({ evaluation }: { evaluation: EvaluationView }) {
  const t = useTranslations('training.run');
  const { share, number, fixed } = useFormat();
  return (
    <div className="mt-3">
      {evaluation.provisional ? (
        <p className="mb-2 text-sm text-doubt">{t('provisional', { count: evaluation.rows })}</p>
      ) : null}
      {evaluation.golden && evaluation.golden.rows > 0 ? <Golden golden={evaluation.golden} /> : null}
      <FigureTable
        label={t('measuresLabel')}
        caption={t('measuresCaption')}
        head={(['level', 'categories', 'accuracy', 'weightedF1', 'macroF1', 'ece'] as const).map((name) =>
          t(`head.${name}`),
        )}
        rows={evaluation.levels.map((level) => [
          level.level,
          number.format(level.classes),
          share.format(level.accuracy),
          share.format(level.weightedF1),
          share.format(level.macroF1),
          share.format(level.ece),
        ])}
      />
      {evaluation.beside ? <Beside beside={evaluation.beside} /> : null}
      {evaluation.linear ? (
        <p className="mt-2 text-sm text-muted tabular-nums">
          {t('linear', { ...evaluation.linear, passesMean: fixed(evaluation.linear.passesMean, 1) })}
        </p>
      ) : null}
      {evaluation.evidence ? <MissingParts evidence={evaluation.evidence} /> : null}
    </div>
  );
}
