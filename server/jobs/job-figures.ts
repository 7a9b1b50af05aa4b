/** What the worker measures of its own work. Kept in its memory, carried to the database by its heartbeat. */
import { Counter, Histogram, Registry } from 'prom-client';

const registry = new Registry();

const durations = new Histogram({
  name: 'shelfwise_job_duration_seconds',
  help: 'Time from the claim of a batch to the end of its transaction',
  labelNames: ['stage'],
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1200],
  registers: [registry],
});

const units = new Counter({
  name: 'shelfwise_job_units_total',
  help: 'Units handled by jobs, by what became of the batch',
  labelNames: ['stage', 'outcome'],
  registers: [registry],
});

/** Notes one batch: how long it took and how many units it held. */
export function noteBatch(stage: string, batch: { seconds: number; units: number; failed: boolean }): void {
  durations.observe({ stage }, batch.seconds);
  units.inc({ stage, outcome: batch.failed ? 'failed' : 'done' }, batch.units);
}

/** Everything measured since the process started. */
export function readJobFigures(): Promise<unknown[]> {
  return registry.getMetricsAsJSON();
}
