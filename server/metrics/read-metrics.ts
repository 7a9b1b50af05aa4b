import { AggregatorRegistry, Gauge, type MetricObject, Registry, register } from 'prom-client';
import { readLiveFigures, secondsSinceBeat } from '#server/jobs/store-heartbeat.ts';
import { countDecisions, countLiveSessions, countQueueItems, countStageUnits } from './store.ts';

const figuresMaxAgeSeconds = 60;
/** Several collectors, or an impatient one, share one count of the database. */
const keptMs = 5000;

type Labels = Record<string, string | number>;

function gauge(registry: Registry, name: string, help: string, rows: [Labels, number][]): void {
  const labelNames = Object.keys(rows[0]?.[0] ?? {});
  const made = new Gauge({ name: `shelfwise_${name}`, help, labelNames, registers: [registry] });
  for (const [labels, value] of rows) made.set(labels, value);
}

/** Counts of the database, named as collectors expect. */
async function countDatabase(): Promise<Registry> {
  const registry = new Registry();
  const [stages, items, decisions, sessions, beat] = await Promise.all([
    countStageUnits(),
    countQueueItems(),
    countDecisions(),
    countLiveSessions(),
    secondsSinceBeat('worker'),
  ]);
  const add = gauge.bind(null, registry);
  add(
    'stage_units',
    'Units of the stages by state',
    stages.map(({ stage, state, count }) => [{ stage, state }, count]),
  );
  add(
    'queue_items',
    'Undecided items of the review queues',
    items.map(({ queue, state, count }) => [{ queue, state }, count]),
  );
  add(
    'queue_oldest_seconds',
    'Age of the oldest undecided item',
    items.map(({ queue, state, oldestSeconds }) => [{ queue, state }, oldestSeconds]),
  );
  add(
    'decisions',
    'Decisions of people ever made and kept; undos are of kind undo',
    decisions.filter((row) => !row.secondOpinion).map(({ kind, count }) => [{ kind }, count]),
  );
  add(
    'lease_conflicts',
    'Answers that came after somebody else’s or to a changed item, kept as second opinions',
    decisions.filter((row) => row.secondOpinion).map(({ kind, count }) => [{ kind }, count]),
  );
  add('sessions', 'Live sessions', [[{}, sessions]]);
  add('worker_seconds_since_beat', 'Seconds since the last sign of life of a worker', [
    [{}, beat ?? Number.POSITIVE_INFINITY],
  ]);
  return registry;
}

async function compose(): Promise<string> {
  const [counted, figures] = await Promise.all([countDatabase(), readLiveFigures(figuresMaxAgeSeconds)]);
  const workers = AggregatorRegistry.aggregate(figures as MetricObject[][]);
  const parts = await Promise.all([register.metrics(), workers.metrics(), counted.metrics()]);
  return parts.join('\n');
}

let kept: { at: number; text: Promise<string> } | null = null;

/** Everything a collector reads, in Prometheus' text form. */
export function readMetrics(now = Date.now()): Promise<string> {
  if (!kept || now - kept.at > keptMs) {
    const text = compose();
    kept = { at: now, text };
    text.catch(() => {
      kept = null;
    });
  }
  return kept.text;
}
