'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { buttonClasses } from '#components/ui/button.tsx';
import type { NextStep } from '#server/training/schema-next-step.ts';

/** Asked again so often: an import takes seconds, a first model a minute or two. */
const refreshMs = 5000;

/** What stands between a new catalog and its suggestions; undefined until it is known, null where nothing does. */
export function useNextStep(catalogId: string | undefined): NextStep | null | undefined {
  const { data } = useQuery({
    queryKey: ['next-step', catalogId],
    queryFn: () => fetchJson<{ next: NextStep | null }>(`/api/training/next-step?catalog=${catalogId ?? ''}`),
    enabled: catalogId !== undefined,
    refetchInterval: refreshMs,
  });
  return data?.next;
}

/** One sentence and the way there. Nothing once a model is in use. */
export function NextStepLine({ next }: { next: NextStep }) {
  const t = useTranslations('training.next');
  const mayTrain = useMay('lead', 'ml');
  if (next.step === 'taxonomy') return <TaxonomyLine />;
  const [href, go] =
    next.step === 'label'
      ? (['/review/categories', 'goLabel'] as const)
      : (['/training', next.step === 'training' ? 'goSee' : 'goTraining'] as const);
  const { step } = next;
  const about =
    step === 'label'
      ? t('label', { labelled: next.labelled, needed: next.needed })
      : step === 'train'
        ? t('train', { labelled: next.labelled })
        : t(step);
  return (
    <>
      <p className="max-w-prose text-sm text-muted">
        {about} {mayTrain || step === 'label' ? null : t('who')}
      </p>
      {mayTrain || step === 'label' ? (
        <Link href={href} className={buttonClasses({ look: 'primary' })}>
          {t(go)}
        </Link>
      ) : null}
    </>
  );
}

/** Without a taxonomy there is nothing to name and nothing to train. */
function TaxonomyLine() {
  const t = useTranslations('importing.noTaxonomy');
  return (
    <p className="max-w-prose text-sm text-muted">
      {t('about')}{' '}
      <Link href="/import" className="underline">
        {t('go')}
      </Link>
    </p>
  );
}

/** What the next step is towards: a model, or first of all a taxonomy. */
export function useNextStepTitle(next: NextStep | null | undefined): string {
  const t = useTranslations('training.next');
  const none = useTranslations('importing.noTaxonomy');
  return next?.step === 'taxonomy' ? none('title') : t('title');
}

/** On a page of its own part: a card with a heading. */
export function NextStepCard({ catalogId }: { catalogId: string }) {
  const next = useNextStep(catalogId);
  const title = useNextStepTitle(next);
  if (!next) return null;
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-center justify-between gap-4 rounded-lg border border-accent bg-surface p-4"
    >
      <div className="space-y-1">
        <h2>{title}</h2>
        <NextStepLine next={next} />
      </div>
    </section>
  );
}
