'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card } from '#components/ui/card.tsx';
import { Field, Select } from '#components/ui/field.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { EvaluationView } from '#server/training/schema.ts';
import type { Comparison, Difference, ModelMeasures } from '#server/training/schema-compare.ts';
import { Delta, Interval } from './figures.tsx';

interface Row {
  name: string;
  cell: (model: ModelMeasures) => ReactNode;
  difference?: Difference | null;
}

/** How well each model answers. */
function useAnswerRows(comparison: Comparison): Row[] {
  const t = useTranslations('comparison.grid');
  const { percent, decimal } = useFormat();
  const levels = comparison.models[0].levels.length;
  return [
    ...Array.from({ length: levels }, (_, level): Row => {
      const cell = ({ levels: own }: ModelMeasures) => (own[level] ? <Interval share={own[level]} /> : '–');
      return {
        name: t('right', { level: level + 1 }),
        cell,
        difference: level === levels - 1 ? comparison.leaf : comparison.levels[level],
      };
    }),
    ...Array.from({ length: levels }, (_, level): Row => {
      const cell = ({ f1 }: ModelMeasures) =>
        f1[level] ? (
          <>
            {percent.format(f1[level].weighted)}{' '}
            <span className="text-xs text-muted">
              {t('macro', { value: percent.format(f1[level].macro) })}
            </span>
          </>
        ) : (
          '–'
        );
      return { name: t('f1', { level: level + 1 }), cell };
    }),
    {
      name: t('among'),
      cell: ({ amongFirst: { three, five } }) => `${percent.format(three)}, ${percent.format(five)}`,
    },
    { name: t('hierarchical'), cell: (model) => percent.format(model.hierarchicalF1) },
    {
      name: t('value'),
      cell: (model) => percent.format(model.valueWeighted),
      difference: comparison.valueWeighted,
    },
    { name: t('distance'), cell: (model) => decimal.format(model.treeDistance) },
    { name: t('sure'), cell: (model) => percent.format(model.coverage) },
    {
      name: t('rightWhereSure'),
      cell: (model) => (model.coverage === 0 ? '–' : <Interval share={model.precisionAtCoverage} />),
    },
  ];
}

/** What each model costs; with more than two, also how each stands to the candidate. */
function useCostRows({ models }: Comparison): Row[] {
  const t = useTranslations('comparison.grid');
  const { decimal } = useFormat();
  const ahead: Row = { name: t('ahead'), cell: (model) => <Delta difference={model.candidateAhead} /> };
  return [
    ...(models.length > 2 ? [ahead] : []),
    {
      name: t('training'),
      cell: ({ trainSeconds }) =>
        trainSeconds === null ? '–' : t('seconds', { seconds: decimal.format(trainSeconds) }),
    },
    {
      name: t('answering'),
      cell: ({ msPerProduct }) =>
        msPerProduct === null ? '–' : t('ms', { ms: decimal.format(msPerProduct) }),
    },
    {
      name: t('size'),
      cell: ({ bytes }) => t('megabytes', { size: decimal.format(bytes / 2 ** 20) }),
    },
  ];
}

function ModelTable({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('comparison.grid');
  const { moment } = useFormat();
  const { models } = comparison;
  const rows = [...useAnswerRows(comparison), ...useCostRows(comparison)];
  const role = (model: ModelMeasures, at: number): string => {
    const name = model.isActive ? 'inUse' : at === 0 ? 'candidate' : 'other';
    return t(`roles.${name}`, { at: moment(model.trainedAt) });
  };
  return (
    <FigureTable
      label={t('name')}
      caption={t('name')}
      head={[t('measure'), ...models.map(role), t('differencePoints')]}
      rows={rows.map(({ name, cell, difference }) => [
        name,
        ...models.map(cell),
        difference ? <Delta key="difference" difference={difference} /> : null,
      ])}
    />
  );
}

/** All measures of all models; others of the catalog can be put beside. */
export function ComparisonGrid({
  comparison,
  further,
  onFurther,
}: {
  comparison: Comparison;
  /** Ids of the models that were put beside. */
  further: readonly string[];
  onFurther: (ids: string[]) => void;
}) {
  const t = useTranslations('comparison.grid');
  const { moment } = useFormat();
  return (
    <Card>
      <ModelTable comparison={comparison} />
      <div className="mt-3 flex flex-wrap items-end gap-3">
        {comparison.further.length > 0 && further.length < 4 ? (
          <Field label={t('further')}>
            <Select value="" onChange={(event) => onFurther([...further, event.target.value])}>
              <option value="">{t('choose')}</option>
              {comparison.further.map(({ modelVersionId, name, trainedAt }) => (
                <option key={modelVersionId} value={modelVersionId}>
                  {t('model', { name, at: moment(trainedAt) })}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
        {comparison.models
          .filter((model) => further.includes(model.modelVersionId))
          .map((model) => (
            <Button
              key={model.modelVersionId}
              size="small"
              onClick={() => onFurther(further.filter((id) => id !== model.modelVersionId))}
            >
              {t('remove', { at: moment(model.trainedAt) })}
            </Button>
          ))}
      </div>
    </Card>
  );
}

/** Slower by so much that people who wait for answers will feel it. */
const slowerFrom = 1.25;

interface SpeedNoteProps {
  /** Milliseconds a product. */
  mine: number | null;
  other: number | null;
}

function SpeedNote({ mine, other }: SpeedNoteProps) {
  const t = useTranslations('comparison.slower');
  const { decimal } = useFormat();
  if (!mine || !other || mine < slowerFrom * other) return null;
  return (
    <p role="note" className="mt-3 text-sm">
      <Badge tone="doubt">{t('name')}</Badge>{' '}
      {t('text', {
        times: decimal.format(mine / other),
        mine: decimal.format(mine),
        other: decimal.format(other),
      })}
    </p>
  );
}

/** Where people promote a candidate: that it answers more slowly than the model beside it. */
export function Slower({ models: [candidate, beside] }: { models: readonly ModelMeasures[] }) {
  return <SpeedNote mine={candidate?.msPerProduct ?? null} other={beside?.msPerProduct ?? null} />;
}

/** The same by what a run's evaluation timed in turns. */
export function SlowerThanInUse({ speed }: { speed: EvaluationView['speed'] }) {
  return <SpeedNote mine={speed?.msPerProduct ?? null} other={speed?.inUse?.msPerProduct ?? null} />;
}
