/**
 * `npm run bench -- desk [--taxonomy FOLDER] [--products 100000] [--items 20000] [--people 50] [--seconds 60] [--think 3000]
 * [--nodes 50000]`: people at the category deck over HTTP, on PostgreSQL and the built web app with its worker. Save + next is
 * one answer that brings the next card, as the deck asks for it; in the same sitting also as an answer and a claim behind it,
 * one after the other. Beside it the same with one person alone, and the search of the picker. At the end every acknowledged
 * answer must stand in the database once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { OneTimeLink } from '#server/auth/schema.ts';
import { makeRng } from '#server/ml/rng.ts';
import { DeskClient } from '#server/tooling/desk-client.ts';
import { startThrowAwayPostgres } from '#server/tooling/postgres.ts';
import { type RunningDesk, startDesk } from '#server/tooling/start-desk.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { countWork, type DeskCatalog, fillDeskCatalog, readLargeTaxonomy } from './desk-catalog.ts';
import { type Timings, type Work, workAsPerson } from './desk-person.ts';
import { dearestStatements, statisticsSetting, watchStatements } from './statements.ts';
import { processorMs } from './watch-stages.ts';

const saveAndNextMaxMs = 50;
const pickerMaxMs = 100;
/** Turns of each of the two ways to save and go on. */
const turns = 4;
type Report = (line: string) => void;

function quantile(times: readonly number[], q: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.ceil(sorted.length * q) - 1] ?? 0) * 10) / 10;
}

async function signInPeople(admin: DeskClient, url: string, catalogId: string, count: number) {
  const people: DeskClient[] = [];
  for (let at = 0; at < count; at++) {
    const invitation = { email: `person-${at}@example.test`, role: 'moderator', catalogIds: [catalogId] };
    const link = await admin.post<OneTimeLink>('/api/invitations', invitation);
    people.push(await DeskClient.signIn(url + link.path, `Person ${at}`));
  }
  return people;
}

interface Crowd {
  people: DeskClient[];
  catalog: DeskCatalog;
  seconds: number;
  thinkMs: number;
  inOne: boolean;
}

const noTimings = (): Timings => ({ save: [], next: [], saveAndNext: [], again: [] });

async function work(
  { people, catalog, seconds, thinkMs, inOne }: Crowd,
  work: Work,
  timings = noTimings(),
): Promise<Timings> {
  const untilMs = Date.now() + seconds * 1000;
  const [anyCategory] = catalog.leafIds;
  await Promise.all(
    people.map((client, at) => {
      const random = makeRng(at + 1);
      const { catalogId } = catalog;
      const pace = { untilMs, thinkMs, random, inOne };
      return workAsPerson({ client, catalogId, anyCategory, timings, work, ...pace });
    }),
  );
  return timings;
}

/**
 * One request and two, turn by turn: whatever else the machine does (the worker takes the new catalog in meanwhile) falls on
 * both alike.
 */
async function inTurns(crowd: Crowd, done: Work): Promise<{ together: Timings; apart: Timings }> {
  const [together, apart] = [noTimings(), noTimings()];
  const seconds = crowd.seconds / turns;
  for (let turn = 0; turn < turns; turn++) {
    await work({ ...crowd, seconds, inOne: true }, done, together);
    await work({ ...crowd, seconds, inOne: false }, done, apart);
  }
  return { together, apart };
}

/** Types names as people do: from the second letter on, every keystroke a search, one letter in ten wrong. */
async function timePicker(client: DeskClient, catalog: DeskCatalog, words: number) {
  const random = makeRng(77);
  const times: number[] = [];
  const search = async (q: string) => {
    const startedMs = performance.now();
    await client.get(
      `/api/review/categories/search?${new URLSearchParams({ catalog: catalog.catalogId, q })}`,
    );
    return performance.now() - startedMs;
  };
  const firstMs = await search('kettle');
  for (let word = 0; word < words; word++) {
    const name = catalog.names[Math.floor(random.next() * catalog.names.length)].slice(0, 14);
    const typed = [...name].map((letter) => (random.next() < 0.1 ? 'x' : letter)).join('');
    for (let end = 2; end <= typed.length; end++) times.push(await search(typed.slice(0, end)));
  }
  return { firstMs, times };
}

function figures(name: string, timings: Timings, alone: Timings | null, inOne = true): Measurement[] {
  const p95 = quantile(timings.saveAndNext, 0.95);
  const beside = { value: saveAndNextMaxMs, source: 'goal' };
  const ratioToReference = alone ? p95 / quantile(alone.saveAndNext, 0.95) : undefined;
  return [
    { name: `${name}: save + next, p50`, value: quantile(timings.saveAndNext, 0.5), unit: 'ms' },
    { name: `${name}: save + next, p95`, value: p95, unit: 'ms', beside, ratioToReference },
    ...(inOne
      ? []
      : [
          { name: `${name}: save, p95`, value: quantile(timings.save, 0.95), unit: 'ms' },
          { name: `${name}: next, p95`, value: quantile(timings.next, 0.95), unit: 'ms' },
        ]),
    { name: `${name}: answers`, value: timings.save.length, unit: 'count' },
  ];
}

async function measure(
  admin: DeskClient,
  crowd: Crowd,
  desk: RunningDesk,
  databaseUrl: string,
  report: Report,
) {
  const done: Work = { acknowledged: 0, refused: 0, falseEmpties: 0 };
  const { people, catalog } = crowd;
  const one = { ...crowd, people: people.slice(0, 1), thinkMs: 0, seconds: 5 };
  await work(one, done);
  const alone = await work(one, done);
  report(
    `${people.length} people, a pause of ${crowd.thinkMs} ms before an answer; in one request and in two, turn by turn …`,
  );
  const { together, apart } = await inTurns(crowd, done);
  report(`${people.length} people without a pause …`);
  const supervisor = desk.supervisor.pid ?? 0;
  const before = processorMs(supervisor);
  const startedMs = performance.now();
  const hurried = await work({ ...crowd, thinkMs: 0, seconds: Math.min(15, crowd.seconds) }, done);
  const seconds = (performance.now() - startedMs) / 1000;
  const after = processorMs(supervisor);
  const perAnswer = (name: string) =>
    Math.round(((after.get(name) ?? 0) - (before.get(name) ?? 0)) / hurried.save.length);
  const { firstMs, times } = await timePicker(admin, catalog, 40);
  const kept = await countWork(databaseUrl, catalog.catalogId);
  if (kept.decisions !== done.acknowledged || kept.twice !== 0)
    throw new Error(`told ${done.acknowledged}, kept ${kept.decisions}, ${kept.twice} twice`);
  report(
    `${done.acknowledged} answers acknowledged, ${kept.decisions} kept, 0 twice, ${done.refused} refused`,
  );
  return [
    ...figures('one person', alone, null),
    ...figures(`${people.length} people`, together, alone),
    ...figures(`${people.length} people, in two requests`, apart, alone, false),
    { name: 'answers without a pause', value: Math.round(hurried.save.length / seconds), unit: 'answers/s' },
    ...figures('without a pause', hurried, alone).slice(0, 2),
    // What other work on the machine does not change: how many answers a core carries.
    { name: 'processor time of the web process per answer and claim', value: perAnswer('web'), unit: 'ms' },
    { name: 'processor time of the worker per answer and claim', value: perAnswer('worker'), unit: 'ms' },
    { name: 'false "nothing there"', value: done.falseEmpties, unit: 'count' },
    { name: 'picker, first search', value: Math.round(firstMs), unit: 'ms' },
    { name: `picker, p50 of ${times.length}`, value: quantile(times, 0.5), unit: 'ms' },
    {
      name: 'picker, p95',
      value: quantile(times, 0.95),
      unit: 'ms',
      beside: { value: pickerMaxMs, source: 'goal' },
    },
  ];
}

export const benchmark: Benchmark = {
  about: 'people at the category deck over HTTP',
  run: async (args, report) => {
    const text = (value: string) => ({ type: 'string' as const, default: value });
    const { values } = parseArgs({
      args,
      options: {
        taxonomy: { type: 'string' },
        products: text('100000'),
        items: text('20000'),
        people: text('50'),
        seconds: text('60'),
        think: text('3000'),
        nodes: text('50000'),
      },
    });
    if (!values.taxonomy)
      throw new Error('--taxonomy FOLDER: a folder with <locale>/categories.txt in en, de, fr');
    const server = await startThrowAwayPostgres(statisticsSetting);
    if (!server.ok) throw new Error(server.reason);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-desk-bench-'));
    const desk = await startDesk({ dataFolder: folder, databaseUrl: server.url });
    try {
      const placed = readLargeTaxonomy(values.taxonomy, Number(values.nodes));
      const size = { products: Number(values.products), items: Number(values.items) };
      const catalog = await fillDeskCatalog(server.url, placed, size);
      report(`${size.products} products, ${placed.length} categories, ${size.items} items in the queue`);
      await watchStatements(server.url);
      const admin = await DeskClient.signIn(desk.signInLink, 'Admin');
      const people = await signInPeople(admin, desk.url, catalog.catalogId, Number(values.people));
      const crowd = {
        people,
        catalog,
        seconds: Number(values.seconds),
        thinkMs: Number(values.think),
        inOne: true,
      };
      const measured = await measure(admin, crowd, desk, server.url, report);
      for (const line of (await dearestStatements(server.url)).slice(0, 8)) report(line);
      return measured;
    } finally {
      await desk.stop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
