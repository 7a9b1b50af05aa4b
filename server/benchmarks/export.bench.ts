/**
 * `npm run bench -- export [--labels 1000000] [--formats csv,parquet,tfrecord]`: exports of very many labels in a process
 * of its own, while ten people decide on the same PostgreSQL. Memory beside the 200 MB that it may take; a decision
 * beside one with nothing else going on.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Actor } from '#server/auth/actor.ts';
import { claimNextCategory } from '#server/categorization/claim-next-category.ts';
import { decideCategory } from '#server/categorization/decide-category.ts';
import { childEnv } from '#server/config/env.ts';
import { type Database, openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { migrateDeploy } from '#server/db/migrate.ts';
import { exportFormatSchema, exportRequestSchema } from '#server/labels/schema.ts';
import { startExport } from '#server/labels/start-export.ts';
import {
  aCategoryItem,
  acceptanceOf,
  answerTo,
  aPerson,
  aReviewCatalog,
  letIn,
} from '#server/testing/review-fixture.ts';
import { startThrowAwayPostgres } from '#server/tooling/postgres.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { makeLabels } from './label-mass.ts';

const residentMaxMb = 200;
const itemsWaiting = 3000;
const undisturbedMs = 10_000;
/** A person looks at a card before deciding. */
const betweenMs = 1000;

interface Exported {
  seconds: number;
  beforeMb: number;
  peakMb: number;
  done: number;
}

async function runExport(env: NodeJS.ProcessEnv, catalogId: string, exportId: string): Promise<Exported> {
  const args = ['--import', 'tsx', 'server/tooling/export-once.ts', catalogId, exportId];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`the export ended with ${code}`);
  return JSON.parse(said) as Exported;
}

/** One person decides until told to stop; what each decision took, with the claim of its card. */
async function decideUntil(isOver: () => boolean, person: Actor, catalogId: string, tookMs: number[]) {
  while (!isOver()) {
    const startedMs = performance.now();
    const { cards } = await claimNextCategory(person, { catalogId, scope: 'open', count: 1 });
    const [held] = cards;
    if (!held) return;
    // A card without a proposal is left undecided, as a person in a hurry does.
    const [option] = held.card.options;
    await decideCategory(
      person,
      option ? acceptanceOf(held, option.categoryId) : answerTo(held, { kind: 'cant-tell' }),
    );
    tookMs.push(performance.now() - startedMs);
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  }
}

async function whileDeciding<T>(people: Actor[], catalogId: string, work: () => Promise<T>) {
  let over = false;
  const tookMs: number[] = [];
  const deciding = people.map((person) => decideUntil(() => over, person, catalogId, tookMs));
  const result = await work();
  over = true;
  await Promise.all(deciding);
  tookMs.sort((a, b) => a - b);
  return { result, p95Ms: tookMs[Math.ceil(tookMs.length * 0.95) - 1] ?? 0, decisions: tookMs.length };
}

async function measure(client: Database, url: string, folder: string, labels: number, formats: string[]) {
  const fixture = await aReviewCatalog(client.prisma);
  const { catalogId } = fixture;
  await makeLabels(client.pool, fixture, labels);
  for (let at = 0; at < itemsWaiting; at++) await aCategoryItem(client.prisma, fixture);
  await client.pool.query('ANALYZE');
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, at) => aPerson(client.prisma, `Person ${at}`)),
  );
  await letIn(client.prisma, fixture, people);
  const env = childEnv({ DATABASE_URL: url, SHELFWISE_DATA: folder, SHELFWISE_DB_POOL_MAX: '4' });
  const pause = () => new Promise((resolve) => setTimeout(resolve, undisturbedMs));
  const alone = await whileDeciding(people, catalogId, pause);
  const measured: Measurement[] = [
    { name: 'a decision with nothing else going on, p95', value: Math.round(alone.p95Ms), unit: 'ms' },
  ];
  for (const name of formats) {
    const request = exportRequestSchema.parse({ what: 'labels', format: exportFormatSchema.parse(name) });
    const { exportRunId } = await startExport(people[0], catalogId, request);
    const { result, p95Ms, decisions } = await whileDeciding(people, catalogId, () =>
      runExport(env, catalogId, exportRunId),
    );
    const beside = {
      value: residentMaxMb,
      source: `allowed; ${result.peakMb} MB of the whole process at most`,
    };
    measured.push(
      { name: `${name}: memory it takes`, value: result.peakMb - result.beforeMb, unit: 'MB', beside },
      { name: `${name}: labels`, value: Math.round(labels / result.seconds), unit: 'rows/s' },
      {
        name: `${name}: a decision meanwhile, p95 of ${decisions}`,
        value: Math.round(p95Ms),
        unit: 'ms',
        ratioToReference: p95Ms / alone.p95Ms,
      },
    );
  }
  return measured;
}

export const benchmark: Benchmark = {
  about: 'exports of very many labels while people decide',
  run: async (args, report) => {
    const { values } = parseArgs({
      args,
      options: {
        labels: { type: 'string', default: '1000000' },
        formats: { type: 'string', default: 'csv,parquet,tfrecord' },
      },
    });
    const server = await startThrowAwayPostgres();
    if (!server.ok) throw new Error(server.reason);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-export-'));
    mkdirSync(path.join(folder, 'exports'));
    await migrateDeploy(server.url);
    const client = openDatabaseClient(server.url, 4);
    setDatabaseClient(client);
    try {
      report(`${values.labels} labels on ${server.url.replace(/:[^:@]+@/, '@')}`);
      return await measure(client, server.url, folder, Number(values.labels), values.formats.split(','));
    } finally {
      await client.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
