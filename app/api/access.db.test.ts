/**
 * Walks over every method of every route: without a session, with too small a role, with a person of another catalog
 * who knows all ids, and with nonsense in every place. A route that is not in the table fails the first test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { testDatabase } from '#server/testing/database.ts';
import type { Case } from './access-case.ts';
import { cases } from './access-cases.ts';
import { aCast, type Cast, loadHandler, type Things } from './access-fixture.ts';

const jar = vi.hoisted(() => ({ token: undefined as string | undefined }));
// The cookie jar is Next's and lives in a request of its server; all behind it is real.
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (jar.token ? { value: jar.token } : undefined), set() {}, delete() {} }),
}));

const { db } = await testDatabase();
const cast: Cast = await aCast(db);
const everybody = ['moderator', 'lead', 'ml'] as const;

interface Question {
  /** None of a path that has none: the built app passes nothing then, not an empty record. */
  params: Record<string, string> | undefined;
  query: Record<string, string>;
  body: unknown;
}

const questionOf = (row: Case, of: Things): Question => ({
  params: row.params?.(of),
  query: row.query?.(of) ?? {},
  body: row.body?.(of) ?? {},
});

async function send(row: Case, { params, query, body }: Question, token?: string): Promise<Response> {
  jar.token = token;
  const request = new Request(`http://desk.test/api/${row.route}?${new URLSearchParams(query)}`, {
    method: row.method,
    headers: { host: 'desk.test' },
    body: row.method === 'GET' ? undefined : JSON.stringify(body),
  });
  const handler = await loadHandler(row.route, row.method);
  return handler(request, { params: Promise.resolve(params) });
}

const ask = (row: Case, of: Things, token?: string): Promise<Response> =>
  send(row, questionOf(row, of), token);

function methodsOnDisk(): string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => path.basename(file) === 'route.ts')
    .flatMap((file) => {
      const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
      const route = path.posix.dirname(file.split(path.sep).join('/'));
      return [
        ...text.matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g),
      ].map((found) => `${found[1]} ${route}`);
    });
}

/** What can stand in an address or in JSON and no column takes: no id, text that cannot be kept, a number beyond an integer. */
const nonsense = ['no-id', 'a\0b', 2 ** 40] as const;

/** Every way to put nonsense in one place of a value. */
function* withNonsense<T>(value: T): Generator<T> {
  if (value === null || typeof value !== 'object') {
    for (const wrong of nonsense) yield wrong as T;
    return;
  }
  for (const [key, part] of Object.entries(value))
    for (const wrong of withNonsense(part))
      yield (Array.isArray(value) ? value.with(Number(key), wrong) : { ...value, [key]: wrong }) as T;
}

const name = (row: Case): string => `${row.method} ${row.route}`;
const rolesOf = (row: Case) =>
  row.roles === 'nobody' || row.roles === 'public' ? [] : (row.roles ?? everybody);

describe('access', () => {
  it('is told of every method of every route', () => {
    const known = new Set(cases.map(name));
    expect(methodsOnDisk().filter((method) => !known.has(method))).toEqual([]);
    expect(methodsOnDisk().length).toBeGreaterThan(30);
  });

  const closed = cases.filter((row) => row.roles !== 'public');
  it.each(closed.map((row) => [name(row), row] as const))('needs a session: %s', async (_name, row) => {
    for (const token of [undefined, 'made-up']) expect((await ask(row, cast.own, token)).status).toBe(401);
  });

  const refused = closed.flatMap((row) =>
    everybody.filter((role) => !rolesOf(row).includes(role)).map((role) => [name(row), role, row] as const),
  );
  it.each(refused)('%s is not for a %s', async (_name, role, row) => {
    expect((await ask(row, cast.own, cast.tokens[role])).status).toBe(403);
  });

  const foreign = closed.filter((row) => row.foreign !== 'own');
  it.each(foreign.map((row) => [name(row), row] as const))(
    'tells nothing of another catalog: %s',
    async (_name, row) => {
      for (const role of rolesOf(row)) {
        const response = await ask(row, cast.foreign, cast.tokens[role]);
        if (typeof row.foreign === 'number') expect(response.status).toBe(row.foreign);
        else expect({ body: await response.json() }).toEqual(row.foreign);
      }
    },
  );

  it('leaves everything of the other catalog as it was', async () => {
    const { foreign: things } = cast;
    expect(await db.decision.count()).toBe(0);
    expect(await db.audit.count({ where: { catalogId: things.catalogId } })).toBe(0);
    expect(await db.reviewItem.count({ where: { catalogId: things.catalogId, state: 'leased' } })).toBe(2);
    expect(await db.trainingRun.count({ where: { catalogId: things.catalogId } })).toBe(1);
  });

  // Without this, a typing error in the table would pass for a refusal.
  const inside = closed.filter((row) => !row.skipInside && row.roles !== 'nobody');
  it.each(inside.map((row) => [name(row), row] as const))('answers who may ask: %s', async (_name, row) => {
    const [role] = row.roles ? rolesOf(row) : (['lead'] as const);
    const response = await ask(row, cast.own, cast.tokens[role]);
    expect([200, 201]).toContain(response.status);
  });

  it('answers 500, and says so to the operator, where a stored value of ours does not fit', async () => {
    const row = cases.find(({ route }) => route === 'insights/wrong');
    if (!row) throw new Error('no such case');
    const { catalogId, modelVersionId } = cast.own;
    await db.wrongReport.create({
      data: { catalogId, modelVersionId, madeAt: new Date(), report: { all: 'x' } },
    });
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect((await ask(row, cast.own, cast.tokens.lead)).status).toBe(500);
    expect(String(said.mock.lastCall?.[0])).toContain('estimate of wrong categories');
    said.mockRestore();
    await db.wrongReport.deleteMany();
  });

  /** They end the session that asks, answer without end, or need what is not here: the scoring process, a model's manifest. */
  const unasked = [
    ...['DELETE session', 'DELETE me/sessions', 'GET events'],
    ...['POST categorize', 'POST duplicates', 'GET training/models/[model]/card'],
  ];
  const askable = closed.filter(
    (row) => row.roles !== 'nobody' && !(row.skipInside && unasked.includes(name(row))),
  );
  it.each(askable.map((row) => [name(row), row] as const))(
    'takes nonsense for what it is: %s',
    async (_name, row) => {
      const right = questionOf(row, cast.own);
      // Words that some routes read and no case above sends.
      const query =
        row.method === 'GET'
          ? { q: 'x', search: 'x', after: 'x', actorId: 'x', ...right.query }
          : right.query;
      for (const wrong of withNonsense({ ...right, query })) {
        const { status } = await send(row, wrong, cast.tokens.lead);
        expect({ status, wrong }).toSatisfy((answer: { status: number }) => answer.status < 500);
      }
    },
  );
});
