/**
 * Kills web, worker, database and supervisor (kill -9) at random moments while moderators work over HTTP, feeds are
 * imported and models trained. Holds: no acknowledged decision is lost or doubled, nothing outlives the supervisor, every
 * import and run ends, and the pipeline finishes. `--rounds N` (default 4), `--seed N`; exit code 1 when something failed.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor } from '#server/auth/actor.ts';
import { invitePerson } from '#server/auth/invite-person.ts';
import type { ImportView } from '#server/catalog/schema.ts';
import { type Database, openDatabaseClient, setDatabaseClient } from '#server/db/client.ts';
import { makeRng, shuffle } from '#server/ml/rng.ts';
import type { ClaimedCards } from '#server/review/schema.ts';
import { DeskClient } from '#server/tooling/desk-client.ts';
import { freePort } from '#server/tooling/free-port.ts';
import { childrenOf, isAlive } from '#server/tooling/processes.ts';
import { type RunningDesk, startDesk } from '#server/tooling/start-desk.ts';
import { checkDecisions } from './kill-check.ts';
import { type KillFeeds, makeKillFeeds } from './kill-feeds.ts';
import { Person } from './kill-person.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '4' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const rng = makeRng(Number(values.seed));
const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-kills-'));
const dataFolder = path.join(folder, 'data');
const targets = ['database', 'worker', 'web', 'supervisor'] as const;
const marks = { database: 'embedded/main.ts', worker: 'server/worker.ts', web: 'next' };
const settleMaxMs = 240_000;
const recoveryMaxMs = 60_000;
const orphanMaxMs = 8000;
const problems: string[] = [];
const startedAt = Date.now();
const tell = (text: string): void =>
  console.log(`[${Math.round((Date.now() - startedAt) / 1000)} s] ${text}`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Tries again until the desk answers; what fails for good is told by the caller's own checks. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const status = (error as { status?: number }).status ?? 500;
      if (status < 500) throw error;
      await pause(300);
    }
  }
}

function connect(): Database {
  const run = encodeURIComponent(path.join(dataFolder, 'run'));
  const client = openDatabaseClient(`postgresql://postgres@localhost/postgres?host=${run}`, 2);
  setDatabaseClient(client);
  return client;
}

/** Somebody new, by an invitation as an admin would hand it out. */
async function invite(url: string, name: string, catalogIds: string[]): Promise<DeskClient> {
  const email = `${name.toLowerCase()}@example.test`;
  const invited = await invitePerson(systemActor('kill-test'), { email, role: 'moderator', catalogIds });
  if (!invited.ok) throw new Error(invited.reason);
  return DeskClient.signIn(url + invited.link.path, name);
}

/** Starts an import once, though the answer to the request may be lost. */
async function importFeed(client: DeskClient, catalogId: string, feed: KillFeeds['feeds'][number]) {
  const fileName = path.basename(feed.file);
  const started = async (): Promise<boolean> => {
    const { imports } = await client.get<{ imports: ImportView[] }>(`/api/imports?catalog=${catalogId}`);
    return imports.some((run) => run.fileName === fileName);
  };
  await untilAnswered(async () => {
    if (await started()) return;
    const mapping = mappingOf(feed.seller);
    await client.startImport({ file: feed.file, mapping, target: { catalogId } });
  });
}

const mappingOf = (seller: string) => ({
  fields: {
    ...{ sku: 'sku', title: 'title', brand: 'brand', gtin: 'ean', description: 'description' },
    ...{ price: 'price', given: 'category' },
  },
  seller: { key: seller, name: seller },
  attributes: [],
});

/** Two people answer for the same item at once: one wins, the other is told who. Returns the keys of the answers. */
async function race(a: DeskClient, b: DeskClient, catalogId: string, times: number): Promise<string[]> {
  const keys: string[] = [];
  const claim = (client: DeskClient) =>
    client.post<ClaimedCards<{ parent: unknown }>>('/api/review/categories/claim', { catalogId, count: 1 });
  for (let time = 0; time < times; time++) {
    const [first] = (await claim(a)).cards;
    await a.post('/api/review/release', { leases: [first] });
    const [second] = (await claim(b)).cards;
    if (first.itemId !== second.itemId) {
      problems.push('what one released was not the next for the other');
      continue;
    }
    const decide = (client: DeskClient, lease: typeof first) => {
      const idempotencyKey = randomUUID();
      keys.push(idempotencyKey);
      return client.post<{ ok: boolean; reason?: string; by?: string | null }>(
        '/api/review/categories/decide',
        {
          ...{ itemId: lease.itemId, leaseNumber: lease.leaseNumber, subjectRevision: lease.subjectRevision },
          ...{ idempotencyKey, answer: { kind: 'cant-tell' }, seconds: 1 },
          ...{ idleRemoved: false, suggestionShown: true },
        },
      );
    };
    const said = await Promise.all([decide(a, first), decide(b, second)]);
    const winner = said.findIndex((outcome) => outcome.ok);
    const loser = said[1 - winner];
    if (said.filter((outcome) => outcome.ok).length !== 1) problems.push('not exactly one won a race');
    else if (loser.reason !== 'already-decided' || loser.by !== ['Ann', 'Bob'][winner])
      problems.push(`the loser of a race was told ${JSON.stringify(loser)}`);
  }
  return keys;
}

async function killOne(
  desk: RunningDesk,
  target: (typeof targets)[number],
  port: number,
): Promise<RunningDesk> {
  const supervisor = desk.supervisor.pid ?? 0;
  const children = childrenOf(supervisor);
  if (target !== 'supervisor') {
    const victim = children.find((child) => child.command.includes(marks[target]));
    if (victim) process.kill(victim.pid, 'SIGKILL');
    else console.log(`  no ${target} was running just then`);
    return desk;
  }
  process.kill(supervisor, 'SIGKILL');
  // A worker may end its batch first: its patience is six seconds.
  const alive = () => children.filter((child) => isAlive(child.pid));
  for (let waitedMs = 0; waitedMs < orphanMaxMs && alive().length > 0; waitedMs += 100) await pause(100);
  const orphans = alive();
  if (orphans.length > 0)
    problems.push(`outlived the supervisor: ${orphans.map((child) => child.command).join('; ')}`);
  return startDesk({ dataFolder, port });
}

/** Everything that was begun ends: stages, imports with their counts, training runs. */
async function checkPipeline(client: DeskClient, catalogId: string, feeds: KillFeeds['feeds']) {
  const deadline = Date.now() + settleMaxMs;
  const busy = async (): Promise<string[]> =>
    (await untilAnswered(() => client.stages(catalogId)))
      .filter((stage) => stage.by === 'job' && stage.waiting - stage.parked + stage.running > 0)
      .map((stage) => stage.name);
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; await pause(500))
    quiet = (await busy()).length === 0 ? quiet + 1 : 0;
  const left = await busy();
  if (left.length > 0) problems.push(`the pipeline did not finish: ${left.join(', ')}`);
  for (const stage of await client.stages(catalogId)) {
    if (stage.failed > 0)
      problems.push(`${stage.failed} units of ${stage.name} failed: ${stage.reasons[0]?.reason}`);
  }
  const { imports } = await client.get<{ imports: ImportView[] }>(`/api/imports?catalog=${catalogId}`);
  const tally = (run: ImportView): string => `${run.fileName} ${run.state} ${run.read} ${run.created}`;
  const wanted = feeds.map((feed) => `${path.basename(feed.file)} done ${feed.rows} ${feed.rows}`);
  if (imports.map(tally).sort().join() !== wanted.sort().join())
    problems.push(`imports: ${imports.map(tally).join('; ')}, wanted ${wanted.join('; ')}`);
  const ended = (await client.runs(catalogId)).filter((run) => run.state !== 'done');
  if (ended.length > 0) problems.push(`${ended.length} training runs did not end well: ${ended[0].failure}`);
}

/** A catalog with a promoted model and a filled queue. */
async function fillDesk(admin: DeskClient, { taxonomy, feeds }: KillFeeds): Promise<string> {
  const { catalogId, importRunId } = await admin.startImport({
    file: feeds[0].file,
    mapping: mappingOf(feeds[0].seller),
    target: { catalogName: 'Kills', taxonomyFile: taxonomy },
  });
  await admin.waitForImport(catalogId, importRunId);
  const run = await admin.train(catalogId);
  await admin.post('/api/training/promote', { runId: run.id, acknowledgeProvisional: true });
  for (let left = 0; left < 100; await pause(300)) {
    const where = `/api/review/categories/status?catalog=${catalogId}`;
    left = (await admin.get<{ counts: { left: number } }>(where)).counts.left;
  }
  return catalogId;
}

/** The operator: a feed every few seconds, and a training run beside every third. */
async function operate(admin: DeskClient, catalogId: string, feeds: KillFeeds['feeds']): Promise<void> {
  for (const [at, feed] of feeds.entries()) {
    await importFeed(admin, catalogId, feed);
    if (at % 3 === 0) await untilAnswered(() => admin.post('/api/training', { catalogId }));
    await pause(6000);
  }
}

const answeredBy = (people: readonly Person[]): number =>
  people.reduce((sum, person) => sum + person.answered.size, 0);

function summary(people: readonly Person[]): string {
  const told = new Map<string, number>();
  for (const { type, outcome } of people.flatMap((person) => [...person.answered.values()])) {
    const name = `${type} ${outcome.ok ? 'ok' : outcome.reason}`;
    told.set(name, (told.get(name) ?? 0) + 1);
  }
  return [...told].map(([name, count]) => `${name} ${count}`).join(', ');
}

async function main(): Promise<void> {
  const feeds = makeKillFeeds(
    path.join(folder, 'feeds'),
    300 + 90 * rounds,
    Math.max(2, Math.ceil(rounds / 3)),
  );
  const port = await freePort();
  let desk = await startDesk({ dataFolder, port });
  const client = connect();
  const admin = await DeskClient.signIn(desk.signInLink, 'Ada');
  const catalogId = await fillDesk(admin, feeds);
  const clients: DeskClient[] = [];
  for (const name of ['Ann', 'Bob', 'Cas', 'Dan']) clients.push(await invite(desk.url, name, [catalogId]));
  tell('the queue is filled');
  const raced = await race(clients[0], clients[1], catalogId, 10);
  let over = false;
  const people = clients.map(
    (one, at) => new Person(one, at === 3 ? 'duplicates' : 'categories', catalogId, makeRng(100 + at)),
  );
  const work = people.map((person) => person.work(() => over));
  const operator = operate(admin, catalogId, feeds.feeds.slice(1));
  const order = Array.from({ length: Math.ceil(rounds / targets.length) }, () => shuffle([...targets], rng));
  for (const [at, target] of order.flat().slice(0, rounds).entries()) {
    await pause(500 + rng.below(2500));
    desk = await killOne(desk, target, port);
    const before = answeredBy(people);
    // Most kills hit a desk that works again; every fourth hits one that is still coming up.
    const startedMs = Date.now();
    while (at % 4 !== 3 && answeredBy(people) < before + 10 && Date.now() < startedMs + recoveryMaxMs)
      await pause(100);
    if (at % 4 !== 3 && answeredBy(people) < before + 10) problems.push(`no recovery after kill ${at + 1}`);
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    tell(`kill ${at + 1}: ${target}; ${before} operations answered before, 10 more after ${seconds} s`);
  }
  await operator;
  over = true;
  await Promise.all(work);
  tell('the work is over');
  await checkPipeline(admin, catalogId, feeds.feeds);
  problems.push(...(await checkDecisions(client, catalogId, people, raced)));
  tell(summary(people));
  await client.close();
  const children = childrenOf(desk.supervisor.pid ?? 0);
  await desk.stop();
  const left = children.filter((child) => isAlive(child.pid));
  if (left.length > 0) problems.push('processes are left after the stop');
  tell(`${rounds} kills: ${problems.length === 0 ? 'all held' : problems.join('; ')}`);
}

try {
  await main();
} catch (error) {
  problems.push(String(error));
  console.error(error);
}
rmSync(folder, { recursive: true, force: true });
process.exit(problems.length > 0 ? 1 : 0);
