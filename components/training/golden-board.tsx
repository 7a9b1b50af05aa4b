'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { GoldenView } from '#server/training/schema-golden.ts';
import { useGolden } from './golden-draw.tsx';

const drawSizes = { usual: 200, min: 10, max: 5000 };

/** Half of a 95 % interval around .9, in points: what this many judged products can tell. */
const pointsKnown = (judged: number): number => 100 * 1.96 * Math.sqrt((0.9 * 0.1) / judged);

function State({ golden }: { golden: GoldenView }) {
  const t = useTranslations('golden');
  const { tenths, percent } = useFormat();
  const { judged, needed, waiting } = golden;
  return (
    <Card aria-labelledby="golden-state">
      <h2 id="golden-state">
        {t('state', { judged, needed })}{' '}
        <Badge tone={judged >= needed ? 'ok' : 'doubt'}>{percent.format(Math.min(1, judged / needed))}</Badge>
      </h2>
      <progress
        className="mt-2 h-2 w-full max-w-md"
        aria-label={t('progress')}
        value={Math.min(judged, needed)}
        max={needed}
      />
      <p className="mt-2 max-w-prose text-sm">
        {judged >= needed
          ? t('enough', { judged, points: tenths.format(pointsKnown(judged)) })
          : t('provisional', { needed })}
      </p>
      <p className="mt-2 text-sm">
        {t.rich('waiting', {
          waiting,
          queue: (text) => (
            <Link href="/review/categories?reason=audit" className="text-accent underline">
              {text}
            </Link>
          ),
        })}
      </p>
    </Card>
  );
}

function Draw({ catalogId, onDrawn }: { catalogId: string; onDrawn: () => void }) {
  const t = useTranslations('golden');
  const why = useWhy();
  const [size, setSize] = useState(drawSizes.usual);
  const draw = useMutation({
    mutationFn: () =>
      fetchJson<{ drawn: number; of: number }>('/api/training/golden', {
        method: 'POST',
        body: JSON.stringify({ catalogId, size }),
      }),
    onSuccess: onDrawn,
  });
  const isSize = Number.isInteger(size) && size >= drawSizes.min && size <= drawSizes.max;
  return (
    <Card aria-labelledby="golden-draw">
      <h2 id="golden-draw">{t('draw')}</h2>
      <p className="mt-1 max-w-prose text-sm text-muted">{t('sizeHint')}</p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <Field label={t('size')}>
          <Input
            type="number"
            min={drawSizes.min}
            max={drawSizes.max}
            value={Number.isNaN(size) ? '' : size}
            onChange={(event) => setSize(event.target.valueAsNumber)}
          />
        </Field>
        <Button look="primary" onClick={() => draw.mutate()} disabled={draw.isPending || !isSize}>
          {t('button', { size: isSize ? size : drawSizes.usual })}
        </Button>
      </div>
      <p role="status" className="mt-2 text-sm">
        {draw.data ? t('drawn', draw.data) : null}
        {draw.error ? t('notDrawn', { reason: why(draw.error) }) : null}
      </p>
    </Card>
  );
}

function Branches({ golden }: { golden: GoldenView }) {
  const t = useTranslations('golden.branches');
  const { number } = useFormat();
  if (golden.branches.length === 0) return null;
  return (
    <Card aria-labelledby="golden-branches">
      <h2 id="golden-branches">{t('title')}</h2>
      <FigureTable
        label={t('caption')}
        caption={t('caption')}
        head={[t('branch'), t('products'), t('judged')]}
        rows={golden.branches.map((branch) => [
          branch.name,
          number.format(branch.products),
          number.format(branch.judged),
        ])}
      />
    </Card>
  );
}

function Draws({ golden }: { golden: GoldenView }) {
  const t = useTranslations('golden.draws');
  const { moment } = useFormat();
  return (
    <Card aria-labelledby="golden-draws">
      <h2 id="golden-draws">{t('title')}</h2>
      {golden.draws.length === 0 ? <p className="mt-2 text-sm text-muted">{t('none')}</p> : null}
      <ul className="mt-2 text-sm">
        {golden.draws.map(({ at, drawn, of }) => (
          <li key={at}>{t('line', { at: moment(at), drawn, of })}</li>
        ))}
      </ul>
    </Card>
  );
}

/** The golden set: how far it is, what it covers, and drawing more. */
function GoldenPage({ catalogId }: { catalogId: string }) {
  const t = useTranslations('golden');
  const why = useWhy();
  const may = useMay('lead', 'ml');
  const { data, error, refetch } = useGolden(catalogId);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Link href="/training" className="text-sm text-accent underline">
            {t('runs')}
          </Link>
        }
      />
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {why(error)}
        </p>
      ) : null}
      <div className="grid grid-cols-1 gap-5">
        {data ? <State golden={data} /> : null}
        {may ? <Draw catalogId={catalogId} onDrawn={() => void refetch()} /> : null}
        {data ? <Branches golden={data} /> : null}
        {data ? <Draws golden={data} /> : null}
      </div>
    </>
  );
}

/** The page of the current catalog. */
export function GoldenBoard() {
  const t = useTranslations('golden');
  const catalog = useCatalogOrNull();
  if (!catalog) return <EmptyState title={t('noCatalog')}>{t('importFirst')}</EmptyState>;
  return <GoldenPage catalogId={catalog.catalogId} />;
}
