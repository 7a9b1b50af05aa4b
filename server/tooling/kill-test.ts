/**
 * Kills web, worker, database and supervisor (kill -9) at random moments while people decide and the worker dispatches.
 * Holds: no acknowledged decision is lost or doubled, nothing outlives the supervisor, and the pipeline finishes.
 * `--rounds N` (default 4), `--seed N`. Prints one line a round; exit code 1 when something did not hold.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { writeStageEvent } from '#server/jobs/stage-event.ts';
import { makeRng } from '#server/ml/rng.ts';
import { childrenOf, isAlive } from './processes.ts';
import { type RunningDesk, startDesk } from './start-desk.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '4' }, seed: { type: 'string', default: '1' } },
});
const rng = makeRng(Number(values.seed));
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-kills-'));
const targets = ['database', 'worker', 'web', 'supervisor'] as const;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Subjects whose decision was acknowledged, by idempotency key. */
const acknowledged = new Map<string, string>();
const catalogId = newId();
const problems: string[] = [];

function connect(): Database {
  const run = encodeURIComponent(path.join(dataFolder, 'run'));
  const client = openDatabaseClient(`postgresql://postgres@localhost/postgres?host=${run}`, 4);
  setDatabaseClient(client);
  return client;
}

/** One decision with its stage event, in one transaction. A key that is there already was acknowledged by the database. */
async function decide(key: string, subjectId: string): Promise<void> {
  await inTransaction(async (tx) => {
    if (await tx.decision.findUnique({ where: { idempotencyKey: key } })) return;
    await tx.decision.create({
      data: {
        id: newId(),
        catalogId,
        actorKind: 'person',
        actorId: 'kill-test',
        kind: 'category',
        subjectId,
        answer: { kind: 'kill-test' },
        idempotencyKey: key,
      },
    });
    await writeStageEvent(tx, { catalogId, stage: 'review-category', unitIds: [subjectId] });
  });
}

/** Decides until told to stop; sends each decision again, under the same key, until it is acknowledged. */
async function keepDeciding(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const [key, subjectId] = [randomUUID(), newId()];
    for (;;) {
      try {
        await decide(key, subjectId);
        acknowledged.set(key, subjectId);
        break;
      } catch {
        await pause(50); // the database is away: the outbox of a browser waits too
      }
    }
    await pause(2);
  }
}

async function killOne(desk: RunningDesk, target: (typeof targets)[number]): Promise<RunningDesk> {
  const supervisor = desk.supervisor.pid ?? 0;
  const children = childrenOf(supervisor);
  if (target !== 'supervisor') {
    const marks = { database: 'embedded/main.ts', worker: 'server/worker.ts', web: 'next' };
    const victim = children.find((child) => child.command.includes(marks[target]));
    if (victim) process.kill(victim.pid, 'SIGKILL');
    else problems.push(`no ${target} was running`);
    return desk;
  }
  process.kill(supervisor, 'SIGKILL');
  await pause(3000);
  const orphans = children.filter((child) => isAlive(child.pid));
  if (orphans.length > 0)
    problems.push(`outlived the supervisor: ${orphans.map((child) => child.command).join('; ')}`);
  return startDesk({ dataFolder });
}

/** Every acknowledged decision is there once, and reached the pipeline. */
async function check(client: Database): Promise<void> {
  const { prisma } = client;
  for (
    let waited = 0;
    waited < 200 && (await prisma.stageEvent.count({ where: { dispatchedAt: null } })) > 0;
    waited++
  ) {
    await pause(100);
  }
  const decisions = await prisma.decision.findMany({ select: { idempotencyKey: true, subjectId: true } });
  const found = new Map(decisions.map((row) => [row.idempotencyKey, row.subjectId]));
  const lost = [...acknowledged.keys()].filter((key) => !found.has(key));
  if (lost.length > 0) problems.push(`${lost.length} acknowledged decisions lost`);
  if (decisions.length !== acknowledged.size)
    problems.push(`${decisions.length} decisions, ${acknowledged.size} acknowledged`);
  const done = await prisma.stageState.count({ where: { stage: 'review-category', state: 'done' } });
  if (done !== decisions.length)
    problems.push(`${decisions.length} decisions, but ${done} reached the pipeline`);
  const events = await prisma.stageEvent.count();
  if (events !== decisions.length) problems.push(`${decisions.length} decisions, but ${events} stage events`);
}

async function main(): Promise<void> {
  let desk = await startDesk({ dataFolder });
  const client = connect();
  await client.prisma.catalog.create({ data: { id: catalogId, name: 'kill test' } });
  let over = false;
  const people = [1, 2, 3].map(() => keepDeciding(() => over));
  for (let round = 0; round < Number(values.rounds); round++) {
    const target = targets[round % targets.length];
    await pause(500 + rng.below(1500));
    desk = await killOne(desk, target);
    console.log(`round ${round + 1}: ${target} killed, ${acknowledged.size} decisions acknowledged so far`);
    await pause(1500);
  }
  over = true;
  await Promise.all(people);
  await check(client);
  await client.close();
  await desk.stop();
  const left = childrenOf(desk.supervisor.pid ?? 0);
  if (left.length > 0) problems.push('processes are left after the stop');
  console.log(
    `${acknowledged.size} decisions, ${values.rounds} kills: ${problems.length === 0 ? 'all held' : problems.join('; ')}`,
  );
}

try {
  await main();
} catch (error) {
  problems.push(String(error));
  console.error(error);
}
rmSync(dataFolder, { recursive: true, force: true });
process.exit(problems.length > 0 ? 1 : 0);
