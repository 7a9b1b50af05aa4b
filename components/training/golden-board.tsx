'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull, useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Badge, Card, EmptyState } from '#components/ui/card.tsx';
import { FigureTable } from '#components/ui/figure-table.tsx';
import type { GoldenView } from '#server/training/schema-golden.ts';
import { DrawSize } from './draw-size.tsx';
import { useGolden } from './golden-draw.tsx';
import { TrainingPage } from './training-page.tsx';

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
  const draw = useMutation({
    mutationFn: (size: number) =>
      fetchJson<{ drawn: number; of: number }>('/api/training/golden', {
        method: 'POST',
        body: JSON.stringify({ catalogId, size }),
      }),
    onSuccess: onDrawn,
  });
  return (
    <Card aria-labelledby="golden-draw">
      <h2 id="golden-draw">{t('draw')}</h2>
      <p className="mt-1 max-w-prose text-sm text-muted">{t('sizeHint')}</p>
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <DrawSize
          sizes={drawSizes}
          label={t('size')}
          button={(size) => t('button', { size })}
          isPending={draw.isPending}
          onDraw={draw.mutate}
        />
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
  const may = useMay('lead', 'ml');
  const { data, error, refetch } = useGolden(catalogId);
  return (
    <TrainingPage title={t('title')} lead={t('lead')} runs={t('runs')} error={error}>
      {data ? <State golden={data} /> : null}
      {may ? <Draw catalogId={catalogId} onDrawn={() => void refetch()} /> : null}
      {data ? <Branches golden={data} /> : null}
      {data ? <Draws golden={data} /> : null}
    </TrainingPage>
  );
}

/** The page of the current catalog. */
export function GoldenBoard() {
  const t = useTranslations('golden');
  const catalog = useCatalogOrNull();
  if (!catalog)
    return (
      <EmptyState href="/import" title={t('noCatalog')}>
        {t('importFirst')}
      </EmptyState>
    );
  return <GoldenPage catalogId={catalog.catalogId} />;
}
