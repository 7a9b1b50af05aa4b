/**
 * Random sequences of answers, undos, machine runs, feeds (delisted, listed again, changed) and new models: products, clusters,
 * facts, labels and audit stay one story.
 */
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { newId } from '#server/db/uuid.ts';
import { activateModel } from '#server/registry/activate-model.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { registerModel } from '#server/registry/register-model.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  answerTo,
  aPerson,
  aProduct,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';
import { claimNextCluster } from './claim-next-cluster.ts';
import { handle as cluster } from './cluster.handler.ts';
import { decideCluster } from './decide-cluster.ts';
import { registerShippedMatcher } from './pair-matcher.ts';
import type { ClusterAnswer } from './schema-card.ts';
import { takeApart } from './take-apart.ts';
import { undoClusterDecision } from './undo-cluster-decision.ts';

const { db } = await testDatabase();
const listings = 7;
let ann: Actor;
let lead: Actor;
/** Two matchers whose scores are others. */
let matchers: string[];
let fixture: ReviewFixture;
let ids: string[];

/** One turn. `picks` say which members go where; what they mean depends on the cluster that is served. */
const turns = fc.array(
  fc.record({
    act: fc.constantFrom(
      ...(['merge', 'merge', 'merge', 'split', 'apart', 'cant-tell', 'undo', 'take-apart'] as const),
      ...(['machine', 'machine', 'machine', 'delist', 'delist', 'relist', 'change', 'promote'] as const),
    ),
    relation: fc.constantFrom('not_same', 'variant'),
    picks: fc.array(fc.nat(2), { minLength: listings, maxLength: listings }),
    which: fc.nat(20),
  }),
  { minLength: 8, maxLength: 20 },
);
/** Scores of all pairs: what is left over of one group finds company in another. */
const scores = fc.array(fc.constantFrom(0.05, 0.4, 0.7, 0.95), {
  minLength: (listings * (listings - 1)) / 2,
  maxLength: (listings * (listings - 1)) / 2,
});
type Turn = Parameters<Parameters<typeof turns.map>[0]>[0][number];

function answerOf(turn: Turn, members: string[]): ClusterAnswer | null {
  const { relation } = turn;
  if (turn.act === 'cant-tell') return { kind: 'cant-tell' };
  if (turn.act === 'apart') return { kind: 'apart', relation };
  const groups = [0, 1, 2]
    .map((pick) => members.filter((_, at) => turn.picks[at] === pick))
    .filter((group) => group.length > 0);
  if (turn.act === 'split') return groups.length > 1 ? { kind: 'split', groups, relation } : null;
  const [ticked, ...others] = groups.sort((x, y) => y.length - x.length);
  if (ticked.length < 2) return null;
  return { kind: 'merge', ticked, others: others.flat().map((productId) => ({ productId, relation })) };
}

interface Given {
  key: string;
  itemId: string;
}

async function runMachine(): Promise<void> {
  const { catalogId } = fixture;
  const work = { catalogId, unitIds: [catalogId], signal: new AbortController().signal };
  let result = await cluster(work);
  // Records that changed hands come first; the stage runs again.
  if (result.later) result = await cluster(work);
  await inTransaction(async (tx) => result.write?.(tx));
}

/** What feeds do to one listing. */
async function feed({ act, which }: Turn): Promise<void> {
  const id = ids[which % ids.length];
  const changed = { title: `Kettle ${newId()}`, inputHash: newId(), revision: { increment: 1 } };
  const delistedAt = act === 'delist' ? new Date() : null;
  await db.product.update({ where: { id }, data: { delistedAt, ...(act === 'change' ? changed : {}) } });
}

/** Another matcher is put to use, whose scores are others; then everything is clustered anew. */
async function promote({ which }: Turn): Promise<void> {
  const { catalogId } = fixture;
  const modelVersionId = matchers[which % matchers.length];
  const choice = { catalogId, kind: 'pair-matcher', modelVersionId } as const;
  await inTransaction((tx) => activateModel(tx, ann, choice));
  await runMachine();
}

async function takeSomethingApart({ which }: Turn): Promise<void> {
  const { catalogId } = fixture;
  const merges = await db.merge.findMany({ where: { catalogId, undoneBy: null }, orderBy: { id: 'asc' } });
  if (merges.length === 0) return;
  const mergeId = merges[which % merges.length].id;
  // Nobody builds on a merge in such a way that it could not be taken back.
  expect(await takeApart(lead, { catalogId, mergeId, idempotencyKey: newId() })).toEqual({ ok: true });
}

const feeds = ['delist', 'relist', 'change'];

async function take(turn: Turn, given: Given[]): Promise<void> {
  const { catalogId } = fixture;
  if (feeds.includes(turn.act)) await feed(turn);
  else if (turn.act === 'promote') await promote(turn);
  else if (turn.act === 'take-apart') await takeSomethingApart(turn);
  else if (turn.act === 'machine') {
    await runMachine();
    await checkProposals();
  } else if (turn.act === 'undo') {
    const target = given[turn.which % Math.max(1, given.length)];
    if (!target) return;
    const { key: targetKey, itemId } = target;
    await undoClusterDecision(ann, { idempotencyKey: newId(), targetKey, itemId, kind: 'decide' });
  } else {
    const [card] = (await claimNextCluster(ann, { catalogId, scope: 'open', count: 1 })).cards;
    const answer = card
      ? answerOf(
          turn,
          card.card.members.map((member) => member.productId),
        )
      : null;
    if (card && answer) {
      const input = answerTo(card, answer);
      const outcome = await decideCluster(ann, input);
      if (outcome.ok) given.push({ key: input.idempotencyKey, itemId: input.itemId });
    }
  }
  // What is in hand goes back: the next turn is served again.
  await db.reviewItem.updateMany({
    where: { catalogId, state: 'leased' },
    data: { state: 'open', leasedBy: null, leaseUntil: null },
  });
}

type Pair = { a: string; b: string };
const keyOf = ({ a, b }: Pair): string => `${a} ${b}`;

/** Whether two products are tied by facts that say "same". */
function classesOf(same: Pair[]): Map<string, string> {
  const classOf = new Map(ids.map((id) => [id, id]));
  for (const { a, b } of same) {
    const [one, other] = [classOf.get(a), classOf.get(b)];
    for (const [id, name] of classOf) if (name === other) classOf.set(id, one ?? id);
  }
  return classOf;
}

async function checkProducts(same: Pair[]): Promise<void> {
  const products = await db.product.findMany({ where: { catalogId: fixture.catalogId } });
  const survivorOf = new Map(products.map(({ id, survivorId }) => [id, survivorId]));
  const rootOf = (id: string): string => {
    const seen = new Set([id]);
    let at = id;
    for (let next = survivorOf.get(at); next; next = survivorOf.get(at)) {
      expect(seen.has(next), 'survivors go round in a circle').toBe(false);
      seen.add(next);
      at = next;
    }
    return at;
  };
  const classOf = classesOf(same);
  for (const a of ids)
    for (const b of ids)
      expect(rootOf(a) === rootOf(b), `${a} ${b}: one record, one class`).toBe(
        classOf.get(a) === classOf.get(b),
      );
  const merges = await db.merge.findMany({ where: { catalogId: fixture.catalogId, undoneBy: null } });
  const lost = merges.flatMap(({ memberIds, survivorId }) => memberIds.filter((id) => id !== survivorId));
  expect(lost.sort(), 'every loser has one merge that holds').toEqual(
    products.flatMap(({ id, survivorId }) => (survivorId ? [id] : [])).sort(),
  );
}

async function checkClusters(apart: Pair[]): Promise<void> {
  const clusters = await db.cluster.findMany({
    where: { catalogId: fixture.catalogId },
    include: { members: true },
  });
  const open = await db.reviewItem.findMany({
    where: { catalogId: fixture.catalogId, queue: 'duplicates', state: { in: ['open', 'leased'] } },
  });
  for (const { id, state, size, members } of clusters) {
    const memberIds = members.map(({ productId }) => productId).sort();
    if (state === 'dissolved') expect(memberIds).toEqual([]);
    else expect(size, `size of a ${state} cluster`).toBe(memberIds.length);
    const isOpen = open.filter(({ subjectId }) => subjectId === id).length;
    expect(isOpen).toBeLessThanOrEqual(state === 'proposed' ? 1 : 0);
    if (state !== 'merged') continue;
    for (const pair of apart)
      expect(memberIds.includes(pair.a) && memberIds.includes(pair.b), keyOf(pair)).toBe(false);
  }
}

/** After a run: groups are of listings that stand for themselves, no pair told apart is in one, and no record went with its listing. */
async function checkProposals(): Promise<void> {
  const { catalogId } = fixture;
  const products = await db.product.findMany({ where: { catalogId } });
  const byId = new Map(products.map((product) => [product.id, product]));
  const rootOf = (id: string): string => {
    const above = byId.get(id)?.survivorId;
    return above ? rootOf(above) : id;
  };
  for (const { id, delistedAt } of products)
    if (!delistedAt)
      expect(byId.get(rootOf(id))?.delistedAt, 'a listed one under a delisted record').toBeNull();
  const apart = await db.pairFact.findMany({
    where: { catalogId, supersededBy: null, relation: { not: 'same' } },
  });
  const proposed = await db.cluster.findMany({
    where: { catalogId, state: 'proposed' },
    include: { members: true },
  });
  for (const { members } of proposed) {
    const inside = new Set(members.map(({ productId }) => productId));
    for (const id of inside) expect(byId.get(id)).toMatchObject({ survivorId: null, delistedAt: null });
    for (const { a, b } of apart)
      expect(inside.has(rootOf(a)) && inside.has(rootOf(b)), 'it is back').toBe(false);
  }
}

async function checkRecords(): Promise<void> {
  const { catalogId } = fixture;
  const facts = await db.pairFact.findMany({ where: { catalogId, supersededBy: null } });
  const labels = await db.label.findMany({ where: { catalogId, state: { not: 'excluded' } } });
  const said = (rows: string[]): string[] => rows.sort();
  expect(
    said(labels.map(({ subjectId, otherId, value }) => `${subjectId} ${otherId} ${value}`)),
    'labels are what facts say',
  ).toEqual(said(facts.map(({ a, b, relation }) => `${a} ${b} ${relation}`)));
  const same = facts.filter(({ relation }) => relation === 'same');
  const apart = facts.filter(({ relation }) => relation !== 'same');
  const classOf = classesOf(same);
  for (const pair of apart)
    expect(classOf.get(pair.a), 'told apart, yet one class').not.toBe(classOf.get(pair.b));
  await checkProducts(same);
  await checkClusters(apart);
  const decisions = await db.decision.findMany({ where: { catalogId } });
  const audits = await db.audit.findMany({ where: { catalogId } });
  const told = new Set(
    audits.flatMap(({ detail }) => {
      const { decisionId, undoId } = detail as { decisionId?: string; undoId?: string };
      return [decisionId, undoId].filter((id) => id !== undefined);
    }),
  );
  for (const { id } of decisions) expect(told.has(id), 'every decision is in the audit').toBe(true);
}

beforeAll(async () => {
  ann = await aPerson(db, 'Ann');
  lead = await aPerson(db, 'Lea', 'lead');
});

beforeEach(async () => {
  await registerShippedMatcher();
});

/** Matchers without a second look: what is proposed follows the scores. */
async function twoMatchers(catalogId: string): Promise<string[]> {
  const shipped = await registerShippedMatcher();
  const choose = (modelVersionId: string) =>
    inTransaction((tx) => activateModel(tx, ann, { catalogId, kind: 'pair-matcher', modelVersionId }));
  await choose(shipped);
  const active = await loadActiveModel(catalogId, 'pair-matcher');
  if (!active) throw new Error('no matcher is in use');
  const { files: _files, ...manifest } = active.manifest;
  const model = await active.read('model');
  const made: string[] = [];
  for (const name of ['one', 'other'])
    made.push(
      await registerModel({
        catalogId,
        origin: 'trained',
        files: { model, name: Buffer.from(name) },
        manifest,
      }),
    );
  await choose(made[0]);
  return made;
}

async function aScoredCatalog(p: number[]): Promise<void> {
  fixture = await aReviewCatalog(db);
  await letIn(db, fixture, [ann, lead]);
  ids = (await Promise.all(Array.from({ length: listings }, () => aProduct(db, fixture)))).sort();
  const { catalogId } = fixture;
  matchers = await twoMatchers(catalogId);
  const pairs = ids
    .flatMap((a, at) => ids.slice(at + 1).map((b) => ({ a, b })))
    .map((pair, at) => ({ ...pair, p: p[at] }));
  await db.candidatePair.createMany({ data: pairs.map(({ a, b }) => ({ a, b, catalogId, sources: 1 })) });
  for (const [at, modelVersionId] of matchers.entries())
    await db.pairScore.createMany({
      data: pairs.map((pair) => ({
        ...pair,
        p: at === 0 ? pair.p : 1 - pair.p,
        modelVersionId,
        reasons: {},
      })),
    });
  await take({ act: 'machine', relation: 'variant', picks: [], which: 0 }, []);
}

it('holds together whatever people answer and take back', async () => {
  await fc.assert(
    fc.asyncProperty(scores, turns, async (p, sequence) => {
      await aScoredCatalog(p);
      const given: Given[] = [];
      for (const turn of sequence) {
        await take(turn, given);
        await checkRecords();
      }
    }),
    { numRuns: 7, seed: 20261121, endOnFailure: true },
  );
}, 180_000);
