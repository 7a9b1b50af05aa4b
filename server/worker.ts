/**
 * The worker process: runs the jobs and routines of every domain until its standard input closes or it is told to end.
 * `--only`: no other worker works on this database, so what a killed one left running may be taken over at once.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { database } from '#server/db/client.ts';
import type { JobDefinition, RoutineDefinition } from '#server/jobs/define-job.ts';
import { giveBackAbandoned } from '#server/jobs/store.ts';
import { type Work, workLoop } from '#server/jobs/work-loop.ts';
import { pipeline } from './pipeline.ts';

/** How long a batch may take to end after the signal before the process leaves it to its lease. */
const patienceMs = 6000;

/** The definitions of every domain's jobs.ts. Two jobs for one queue are a mistake. */
export async function loadWork(): Promise<Work> {
  const jobs = new Map<string, JobDefinition>();
  const routines: RoutineDefinition[] = [];
  for (const domain of readdirSync(import.meta.dirname).sort()) {
    const file = path.join(import.meta.dirname, domain, 'jobs.ts');
    if (!existsSync(file)) continue;
    const definitions = Object.values((await import(pathToFileURL(file).href)) as Record<string, unknown>);
    for (const definition of definitions as (JobDefinition | RoutineDefinition)[]) {
      if ('everyMs' in definition) routines.push(definition);
      else if (jobs.has(definition.stage)) throw new Error(`two jobs for ${definition.stage}`);
      else jobs.set(definition.stage, definition);
    }
  }
  return { pipeline, jobs: [...jobs.values()], routines };
}

async function main(): Promise<void> {
  const stop = new AbortController();
  const end = (): void => {
    if (stop.signal.aborted) return;
    stop.abort();
    setTimeout(() => process.exit(0), patienceMs).unref();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.stdin.on('close', end).on('error', end).resume();
  if (process.argv.includes('--only')) await giveBackAbandoned(true);
  await workLoop(await loadWork(), stop.signal);
  await database().close();
  process.exit(0);
}

if (process.argv[1] === import.meta.filename) await main();
