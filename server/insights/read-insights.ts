import { krippendorffAlpha } from '#server/ml/statistics/agreement.ts';
import { valueFactors } from '#server/training/rules-values.ts';
import { readOwnValues } from '#server/training/store-values.ts';
import type { Correction, DayCount, Forecast, Insights } from './schema.ts';
import {
  type QueueFlow,
  readActiveRun,
  readCorrections,
  readCoverage,
  readDays,
  readFlow,
  readPace,
  readPeople,
  readProposals,
  readQueues,
  readSharedVoices,
} from './store.ts';

const dayMs = 86_400_000;
/** Pairs of categories read, and shown once values that people set have ordered them anew. */
const correctionsRead = 200;
const correctionsShown = 12;

/** When a queue is empty at the pace since people began on it. Pure. */
export function forecast({ queue, open, ...flow }: QueueFlow): Forecast {
  if (flow.days === null || flow.days < 1)
    return { queue, open, arrived: null, decided: null, daysLeft: open === 0 ? 0 : 'unknown' };
  const [arrived, decided] = [flow.arrived / flow.days, flow.decided / flow.days];
  const net = decided - arrived;
  return { queue, open, arrived, decided, daysLeft: open === 0 ? 0 : net > 0 ? open / net : null };
}

/** Every day of a period (UTC), those without a decision too: a gap must be seen. Pure. */
export function everyDay(counted: readonly DayCount[], days: number, nowMs: number): DayCount[] {
  const known = new Map(counted.map((count) => [count.day, count]));
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(nowMs - (days - 1 - at) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, category: 0, duplicate: 0, undone: 0 };
  });
}

async function costliest(catalogId: string, since: Date): Promise<Correction[]> {
  const rows = await readCorrections(catalogId, since, correctionsRead);
  const factorOf = valueFactors(await readOwnValues(catalogId));
  return rows
    .map(({ path, popularity, ...row }) => ({ ...row, value: popularity * factorOf(path) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, correctionsShown);
}

/**
 * Everything on a lead's page, for one catalog.
 * @param days how far back decisions count
 * @param now milliseconds since 1970
 */
export async function readInsights(catalogId: string, days: number, now: number): Promise<Insights> {
  const since = new Date(now - days * dayMs);
  const [counted, pace, people, voices, queues, flows, coverage, proposals, corrections, activeRunId] =
    await Promise.all([
      readDays(catalogId, since),
      readPace(catalogId, since),
      readPeople(catalogId, since),
      readSharedVoices(catalogId, since),
      readQueues(catalogId),
      readFlow(catalogId, since, new Date(now)),
      readCoverage(catalogId),
      readProposals(catalogId, since),
      costliest(catalogId, since),
      readActiveRun(catalogId),
    ]);
  const valuesOf = (kind: string): string[][] =>
    voices.filter((voice) => voice.kind === kind).map((voice) => voice.values);
  return {
    days: everyDay(counted, days, now),
    pace,
    people,
    alpha: {
      category: krippendorffAlpha(valuesOf('category')),
      pair: krippendorffAlpha(valuesOf('pair')),
      things: voices.length,
    },
    queues,
    forecasts: flows.map(forecast),
    coverage,
    proposals,
    corrections,
    activeRunId,
  };
}
