import { krippendorffAlpha } from '#server/ml/statistics/agreement.ts';
import type { Forecast, Insights } from './schema.ts';
import {
  type QueueFlow,
  readActiveRun,
  readCoverage,
  readDays,
  readFlow,
  readPace,
  readPeople,
  readProposals,
  readQueues,
  readSharedVoices,
} from './store.ts';

/** When a queue is empty at the pace of the period. Pure. */
export function forecast(flow: QueueFlow, days: number): Forecast {
  const [arrived, decided] = [flow.arrived / days, flow.decided / days];
  const net = decided - arrived;
  return {
    queue: flow.queue,
    open: flow.open,
    arrived,
    decided,
    daysLeft: flow.open === 0 ? 0 : net > 0 ? flow.open / net : null,
  };
}

/**
 * Everything on a lead's page, for one catalog.
 * @param days how far back decisions count
 * @param now milliseconds since 1970
 */
export async function readInsights(catalogId: string, days: number, now: number): Promise<Insights> {
  const since = new Date(now - days * 86_400_000);
  const [dayCounts, pace, people, voices, queues, flows, coverage, proposals, activeRunId] =
    await Promise.all([
      readDays(catalogId, since),
      readPace(catalogId, since),
      readPeople(catalogId, since),
      readSharedVoices(catalogId, since),
      readQueues(catalogId),
      readFlow(catalogId, since),
      readCoverage(catalogId),
      readProposals(catalogId, since),
      readActiveRun(catalogId),
    ]);
  const valuesOf = (kind: string): string[][] =>
    voices.filter((voice) => voice.kind === kind).map((voice) => voice.values);
  return {
    days: dayCounts,
    pace,
    people,
    alpha: {
      category: krippendorffAlpha(valuesOf('category')),
      pair: krippendorffAlpha(valuesOf('pair')),
      things: voices.length,
    },
    queues,
    forecasts: flows.map((flow) => forecast(flow, days)),
    coverage,
    proposals,
    activeRunId,
  };
}
