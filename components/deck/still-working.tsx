'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import type { StageOverview } from '#server/jobs/schema.ts';

type StageName = StageOverview['name'];

/** The stages whose jobs feed a queue, without those behind another person's step. */
function stagesBefore(stages: readonly StageOverview[], queue: StageName): StageOverview[] {
  const found = new Set<StageOverview>();
  const look = (name: StageName): void => {
    for (const stage of stages) {
      if (stage.by !== 'job' || found.has(stage) || !stage.wakes.includes(name)) continue;
      found.add(stage);
      look(stage.name);
    }
  };
  look(queue);
  return [...found];
}

/**
 * Listings that the worker has still to look at before a queue holds all that it will: the stage that is furthest behind
 * counts. What is parked waits for a model or a person, not for the worker. Null: nothing is on its way.
 */
export function listingsOnTheWay(stages: readonly StageOverview[], queue: StageName): number | null {
  let listings: number | null = null;
  for (const { unit, waiting, parked, running } of stagesBefore(stages, queue)) {
    const open = waiting - parked + running;
    if (open > 0) listings = Math.max(listings ?? 0, unit === 'product' ? open : 0);
  }
  return listings;
}

const refreshMs = 4000;

/** The stages of the catalog, asked again while they are looked at. */
export function useStages() {
  const catalogId = useCatalogOrNull()?.catalogId;
  return useQuery({
    queryKey: ['pipeline', catalogId],
    queryFn: () => fetchJson<{ stages: StageOverview[] }>(`/api/pipeline?catalog=${catalogId ?? ''}`),
    enabled: catalogId !== undefined,
    refetchInterval: refreshMs,
  });
}

/** Where the worker is still on its way to this queue, that; else what is said of an empty queue. */
export function StillWorking({ queue, children }: { queue: StageName; children: ReactNode }) {
  const t = useTranslations('deck.empty');
  const { data, isError } = useStages();
  if (!data && !isError) return null;
  const listings = data ? listingsOnTheWay(data.stages, queue) : null;
  if (listings === null) return children;
  return (
    <>
      <p className="text-lg font-semibold">{t('working')}</p>
      <p className="text-sm text-muted">{t('workingWhy', { listings })}</p>
    </>
  );
}
