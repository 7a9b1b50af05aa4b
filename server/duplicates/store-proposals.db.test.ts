/** What the cluster stage reads: the same as if it read all of the catalog, but no more than what was told or scored. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Prisma } from '#server/db/generated/client.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aProduct, aReviewCatalog, type ReviewFixture } from '#server/testing/review-fixture.ts';
import {
  fillItems,
  readScores,
  readSurvivorFacts,
  saveClusters,
  scoresQuery,
  survivorFactsQuery,
} from './store-proposals.ts';

const { db } = await testDatabase();
const strangers = 2000;
const few = 12;
let fixture: ReviewFixture;
let ids: string[];

beforeAll(async () => {
  fixture = await aReviewCatalog(db);
  ids = [];
  for (let at = 0; at < few; at++) ids.push(await aProduct(db, fixture, { title: `Kettle ${at}` }));
  ids.sort();
  // Listings that nobody said anything about and that no pair names.
  await db.$executeRaw`
    INSERT INTO product (id, catalog_id, seller_id, sku, title, attributes, input_hash, updated_at)
    SELECT gen_random_uuid(), catalog_id, seller_id, 'stranger ' || n, 'Stranger ' || n, attributes, 'stranger ' || n, now()
    FROM product, generate_series(1, ${strangers}::int) AS n WHERE id = ${ids[0]}::uuid`;
  // A catalog of any age has statistics; without them the planner takes a catalog for a handful of rows.
  await db.$executeRaw`ANALYZE product`;
});

interface PlanNode {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Rows of a table that a statement looks at by its indexes. Of two thousand rows a scan may be the cheaper plan; of millions it is not. */
async function rowsRead(query: Prisma.Sql, table: string): Promise<number> {
  const explained = await db.$transaction(async (tx) => {
    for (const way of ['seqscan', 'hashjoin', 'mergejoin'])
      await tx.$executeRawUnsafe(`SET LOCAL enable_${way} = off`);
    return tx.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${query.text}`,
      ...query.values,
    );
  });
  const count = (node: PlanNode): number => {
    const own =
      node['Relation Name'] === table
        ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
        : 0;
    return own + (node.Plans ?? []).reduce((sum, plan) => sum + count(plan), 0);
  };
  return count(explained[0]['QUERY PLAN'][0].Plan);
}

async function forget(): Promise<void> {
  await db.pairFact.deleteMany({ where: { catalogId: fixture.catalogId } });
  await db.product.updateMany({ where: { id: { in: ids } }, data: { survivorId: null, delistedAt: null } });
}

/** Merges form trees: a product points at one before it, or at none. */
const worlds = fc.record({
  survivors: fc.array(fc.option(fc.nat(few - 1), { nil: null, freq: 1 }), { minLength: few, maxLength: few }),
  facts: fc.array(
    fc.record({
      pair: fc.tuple(fc.nat(few - 1), fc.nat(few - 1)).filter(([a, b]) => a !== b),
      relation: fc.constantFrom('same', 'not_same', 'variant'),
      isUndone: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
});

it('resolves facts as reading every product would, through chains of merges', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async ({ survivors, facts }) => {
      await forget();
      const survivorOf = survivors.map((to, at) => (to !== null && to < at ? to : null));
      for (const [at, to] of survivorOf.entries())
        if (to !== null) await db.product.update({ where: { id: ids[at] }, data: { survivorId: ids[to] } });
      const told = new Map(
        facts.map((fact) => [`${Math.min(...fact.pair)} ${Math.max(...fact.pair)}`, fact] as const),
      );
      await db.pairFact.createMany({
        data: [...told.values()].map(({ pair, relation, isUndone }) => ({
          id: newId(),
          catalogId: fixture.catalogId,
          a: ids[Math.min(...pair)],
          b: ids[Math.max(...pair)],
          relation,
          decisionId: newId(),
          actorId: 'test',
          supersededBy: isUndone ? newId() : null,
        })),
      });
      const rootOf = (at: number): number => {
        const to = survivorOf[at];
        return to === null ? at : rootOf(to);
      };
      const expected = new Set(
        [...told.values()]
          .filter(({ isUndone }) => !isUndone)
          .map(({ pair, relation }) => ({
            a: rootOf(Math.min(...pair)),
            b: rootOf(Math.max(...pair)),
            relation,
          }))
          .filter(({ a, b }) => a !== b)
          .map(({ a, b, relation }) => `${ids[a]} ${ids[b]} ${relation}`),
      );
      const found = await readSurvivorFacts(fixture.catalogId);
      expect(new Set(found.map(({ a, b, relation }) => `${a} ${b} ${relation}`))).toEqual(expected);
      expect(found).toHaveLength(expected.size);
    }),
    { numRuns: 25 },
  );
});

it('reads the products that facts and strong pairs name, and no others', async () => {
  await forget();
  const { catalogId, modelVersionId } = fixture;
  expect(await rowsRead(survivorFactsQuery(catalogId), 'product')).toBe(0);
  expect(await rowsRead(scoresQuery(catalogId, modelVersionId, 0.5), 'product')).toBe(0);
  const origin = { catalogId, decisionId: newId(), actorId: 'test' };
  await db.pairFact.create({ data: { id: newId(), a: ids[0], b: ids[1], relation: 'not_same', ...origin } });
  await db.candidatePair.createMany({
    data: [
      { catalogId, a: ids[2], b: ids[3], sources: 1 },
      { catalogId, a: ids[2], b: ids[4], sources: 1 },
      { catalogId, a: ids[5], b: ids[6], sources: 1 },
    ],
  });
  await db.pairScore.createMany({
    data: [
      { a: ids[2], b: ids[3], p: 0.9 },
      { a: ids[2], b: ids[4], p: 0.1 },
      { a: ids[5], b: ids[6], p: 0.8 },
      // Scored once, no candidate any more.
      { a: ids[7], b: ids[8], p: 0.99 },
    ].map((row) => ({ ...row, modelVersionId, reasons: {} })),
  });
  await db.product.update({ where: { id: ids[6] }, data: { delistedAt: new Date() } });
  expect(await readSurvivorFacts(catalogId)).toEqual([{ a: ids[0], b: ids[1], relation: 'not_same' }]);
  expect(await readScores(catalogId, modelVersionId, 0.5)).toEqual([{ a: ids[2], b: ids[3], p: 0.9 }]);
  expect(await rowsRead(survivorFactsQuery(catalogId), 'product')).toBeLessThanOrEqual(2 * few);
  expect(await rowsRead(scoresQuery(catalogId, modelVersionId, 0.5), 'product')).toBeLessThanOrEqual(2 * few);
});

it('writes a cluster and its item again only where they say something else', async () => {
  const origin = { catalogId: fixture.catalogId, modelVersionId: fixture.modelVersionId };
  const [first, second] = [newId(), newId()];
  const save = (p: number): Promise<void> =>
    inTransaction(async (tx) => {
      const clusters = [
        { id: first, memberIds: ids.slice(0, 2), p: 0.9 },
        { id: second, memberIds: ids.slice(2, 4), p },
      ].map((one) => ({
        ...one,
        ...{ revision: 1, isNew: true, isChanged: true, density: 1, weakestPair: { a: 'a', b: 'b', p: 0.5 } },
        scores: [0.987],
      }));
      await saveClusters(tx, origin, clusters);
      await fillItems(
        tx,
        origin,
        clusters.map(({ id, p: priority }) => ({
          ...{ itemId: newId(), clusterId: id, revision: 1, priority, priorityReason: '2 listings' },
        })),
      );
    });
  /** A row's version in the database: it moves with every write. */
  const versions = async (): Promise<Record<string, string>> => {
    const rows = await db.$queryRaw<{ id: string; version: string }[]>`
      SELECT id::text, xmin::text AS version FROM cluster WHERE id = ANY(${[first, second]}::uuid[])
      UNION ALL SELECT 'item of ' || subject_id, xmin::text FROM review_item WHERE subject_id = ANY(${[first, second]}::uuid[])`;
    return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
  };
  await save(0.8);
  const before = await versions();
  expect(Object.keys(before)).toHaveLength(4);
  await save(0.7);
  const after = await versions();
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  expect(after[first]).toBe(before[first]);
  expect(after[`item of ${first}`]).toBe(before[`item of ${first}`]);
  expect(after[second]).not.toBe(before[second]);
  expect(after[`item of ${second}`]).not.toBe(before[`item of ${second}`]);
});
