/** Automatic acceptance of duplicates on the real database: the promise, its end, what is taken back, and races. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import { newId } from '#server/db/uuid.ts';
import { claimNextCluster } from '#server/duplicates/claim-next-cluster.ts';
import { decideCluster } from '#server/duplicates/decide-cluster.ts';
import type { ClusterAnswer } from '#server/duplicates/schema-card.ts';
import { testDatabase } from '#server/testing/database.ts';
import {
  answerTo,
  aPerson,
  aPersonIn,
  aReviewCatalog,
  type ReviewFixture,
  someListings,
} from '#server/testing/review-fixture.ts';
import { readAcceptance } from './read-acceptance.ts';
import { runClusterPolicy } from './run-cluster-policy.ts';
import { setPolicy } from './set-policy.ts';
import { clusterPolicy } from './store-clusters.ts';

const { db } = await testDatabase();
const signal = new AbortController().signal;
let fixture: ReviewFixture;
let lead: Actor;

beforeEach(async () => {
  fixture = await aReviewCatalog(db);
  lead = await aPersonIn(db, fixture, 'Lea', 'lead');
});

interface Proposed {
  id: string;
  memberIds: string[];
}

/** Clusters as the `cluster` stage leaves them: every pair alike, the weakest with this probability. */
async function proposed(count: number, p: number, size = 2): Promise<Proposed[]> {
  const { catalogId, modelVersionId } = fixture;
  const ids = await someListings(db, fixture, count * size);
  const made = Array.from({ length: count }, (_, at) => ({
    id: newId(),
    memberIds: ids.slice(at * size, (at + 1) * size).sort(),
  }));
  await db.cluster.createMany({
    data: made.map(({ id, memberIds: [a, b] }) => ({
      ...{ id, catalogId, size, density: 1, p, modelVersionId, weakestPair: { a, b, p } },
    })),
  });
  await db.clusterMember.createMany({
    data: made.flatMap(({ id, memberIds }) => memberIds.map((productId) => ({ productId, clusterId: id }))),
  });
  await db.reviewItem.createMany({
    data: made.map(({ id }) => ({
      ...{ id: newId(), catalogId, queue: 'duplicates', subjectId: id, reason: 'cluster', priority: 1 },
    })),
  });
  return made;
}

/** Audits of the policy in force that people have judged pair by pair. */
async function judged(count: number, isRight: (at: number) => boolean, stratum = 'pairs'): Promise<void> {
  const { catalogId, modelVersionId } = fixture;
  const policy = await db.acceptancePolicy.findFirstOrThrow({
    where: { catalogId, queue: 'duplicates' },
    orderBy: { version: 'desc' },
  });
  const ids = await someListings(db, fixture, 2 * count);
  const rows = Array.from({ length: count }, (_, at) => {
    const [a, b] = ids.slice(2 * at, 2 * at + 2).sort();
    return { audit: newId(), pair: newId(), item: newId(), a, b, at };
  });
  await db.clusterAudit.createMany({
    data: rows.map(({ audit, a, b }) => ({
      ...{ id: audit, catalogId, policyId: policy.id, modelVersionId, clusterId: newId() },
      ...{ memberIds: [a, b], stratum, p: 0.999, pairs: 1 },
    })),
  });
  await db.askedPair.createMany({
    data: rows.map(({ audit, pair, a, b }) => ({
      ...{ id: pair, catalogId, a, b, purpose: 'audit', drawId: audit, stratum },
    })),
  });
  await db.reviewItem.createMany({
    data: rows.map(({ item, pair }) => ({
      ...{ id: item, catalogId, queue: 'duplicates', subjectId: pair, reason: 'pair', state: 'decided' },
    })),
  });
  await db.decision.createMany({
    data: rows.map(({ item, pair, at }) => ({
      ...{ id: newId(), catalogId, actorKind: 'person', actorId: lead.id, kind: 'pair', itemId: item },
      ...{ subjectId: pair, answer: {}, relation: isRight(at) ? 'same' : 'not_same', blind: true },
      ...{ idempotencyKey: newId(), servedPolicy: clusterPolicy },
      createdAt: new Date(Date.now() + at),
    })),
  });
}

const on = (auditShare = 0.2) =>
  setPolicy(lead, {
    ...{ catalogId: fixture.catalogId, queue: 'duplicates', state: 'on' },
    ...{ auditShare, reason: 'for the test' },
  });
/** The `cluster` stage has nothing to do: a test runs none. */
async function step() {
  await db.stageState.deleteMany({ where: { stage: 'cluster' } });
  return runClusterPolicy(fixture.catalogId, fixture.modelVersionId, signal);
}
const view = () => readAcceptance(lead, { catalogId: fixture.catalogId, queue: 'duplicates' });
const merged = async (clusters: readonly Proposed[]) =>
  db.product.count({
    where: { id: { in: clusters.flatMap(({ memberIds }) => memberIds) }, survivorId: { not: null } },
  });

describe('automatic acceptance of duplicates', () => {
  it('does nothing while it is off, and draws nothing but audits without proof', async () => {
    const clusters = await proposed(60, 0.999);
    await proposed(12, 0.999, 3);
    await proposed(5, 0.6);
    expect(await step()).toEqual({ accepted: 0, drawn: 0, returned: 0 });
    expect(await on()).toMatchObject({ ok: true, version: 1 });
    const first = await step();
    expect(first.accepted).toBe(0);
    expect(first.drawn).toBeGreaterThan(4);
    expect(first.drawn).toBeLessThan(35);
    expect((await step()).drawn).toBe(0);
    const audits = await db.clusterAudit.findMany({ where: { catalogId: fixture.catalogId } });
    expect(audits).toHaveLength(first.drawn);
    // A question for each listing beside the first, blind; the cluster's own question rests.
    const items = await db.reviewItem.findMany({ where: { catalogId: fixture.catalogId, reason: 'pair' } });
    expect(items).toHaveLength(audits.reduce((sum, { pairs }) => sum + pairs, 0));
    expect(items.every((item) => item.blind && item.servedProbability === 0.2)).toBe(true);
    const resting = await db.reviewItem.count({
      where: { subjectId: { in: audits.map((audit) => audit.clusterId) }, state: 'open' },
    });
    expect(resting).toBe(0);
    expect(await merged(clusters)).toBe(0);
    // Switching the categories' policy is another matter.
    expect(await readAcceptance(lead, { catalogId: fixture.catalogId, queue: 'categories' })).toMatchObject({
      policy: null,
    });
  });

  it('merges what is proven, each stratum by itself, and nothing that people hold, told apart or changed', async () => {
    await on();
    await judged(320, () => true);
    const [sure, three, unsure] = [
      await proposed(30, 0.999),
      await proposed(8, 0.999, 3),
      await proposed(8, 0.7),
    ];
    const [held, apart] = await proposed(2, 0.999);
    await db.reviewItem.updateMany({
      where: { subjectId: held.id },
      data: { state: 'leased', leasedBy: 'somebody' },
    });
    const [a, b] = apart.memberIds;
    const said = { catalogId: fixture.catalogId, decisionId: newId(), actorId: lead.id };
    await db.pairFact.create({ data: { id: newId(), ...said, a, b, relation: 'variant' } });
    const done = await step();
    expect(done.accepted).toBeGreaterThan(12);
    expect(await merged(sure)).toBe(done.accepted);
    expect(await merged([...three, ...unsure, held, apart])).toBe(0);
    const decisions = await db.decision.findMany({
      where: { catalogId: fixture.catalogId, actorKind: 'policy' },
    });
    expect(decisions).toHaveLength(done.accepted);
    const ids = decisions.map((row) => row.id);
    expect(await db.label.count({ where: { decisionId: { in: ids } } })).toBe(0);
    expect(await db.pairFact.count({ where: { decisionId: { in: ids } } })).toBe(0);
    const shown = await view();
    expect(shown).toMatchObject({ accepted: done.accepted, returned: 0, policy: { state: 'on' } });
    expect(shown.strata).toMatchObject([
      { name: 'pairs', threshold: 0.8, audits: 320, accepted: done.accepted, isClosed: false },
      { name: 'groups', threshold: null, audits: 0, accepted: 0 },
    ]);
    await judged(320, () => true, 'groups');
    const next = await step();
    expect(next.accepted).toBeGreaterThan(0);
    expect(await merged(three)).toBe(2 * next.accepted);
  });

  it('holds records apart of which people told any listing apart', async () => {
    await on();
    await judged(320, () => true);
    const clusters = await proposed(15, 0.999);
    // A listing that was merged into the first of each stands told apart from the second.
    const losers = await someListings(db, fixture, clusters.length);
    for (const [at, { memberIds }] of clusters.entries()) {
      const [a, b] = [losers[at], memberIds[1]].sort();
      await db.product.update({ where: { id: losers[at] }, data: { survivorId: memberIds[0] } });
      const said = { catalogId: fixture.catalogId, decisionId: newId(), actorId: lead.id };
      await db.pairFact.create({ data: { id: newId(), ...said, a, b, relation: 'not_same' } });
    }
    expect((await step()).accepted).toBe(0);
    expect(await merged(clusters)).toBe(0);
  });

  it('closes at an alarm, takes back what was merged since, and stays closed', async () => {
    await on(0.05);
    await judged(320, () => true);
    const early = await proposed(25, 0.999);
    const first = await step();
    expect(first.accepted).toBeGreaterThan(15);
    // More flawless audits: what was merged before them is out of doubt.
    await new Promise((wake) => setTimeout(wake, 5));
    await judged(60, () => true);
    const late = await proposed(25, 0.999);
    const second = await step();
    expect(second.accepted).toBeGreaterThan(15);
    await judged(40, (at) => at % 3 !== 0);
    const third = await step();
    expect(third).toMatchObject({ accepted: 0 });
    expect(third.returned).toBeGreaterThanOrEqual(second.accepted);
    expect(await merged(late)).toBe(0);
    expect(await merged(early)).toBeGreaterThan(0);
    expect((await merged(early)) + third.returned).toBe(first.accepted + second.accepted);
    // Compensating events: each undo supersedes its merge, the cluster is proposed again.
    const [undone] = await db.decision.findMany({ where: { catalogId: fixture.catalogId, kind: 'undo' } });
    expect(undone).toMatchObject({ actorKind: 'policy' });
    expect(await db.cluster.findUniqueOrThrow({ where: { id: undone.subjectId } })).toMatchObject({
      ...{ state: 'proposed', size: 2 },
    });
    await proposed(20, 0.999);
    expect(await step()).toMatchObject({ accepted: 0, returned: 0 });
    const shown = await view();
    expect(shown.strata[0]).toMatchObject({ isClosed: true, threshold: null });
    expect(shown).toMatchObject({ returned: third.returned });
    expect(
      await db.audit.count({ where: { catalogId: fixture.catalogId, event: 'acceptance.closed' } }),
    ).toBe(1);
  });

  it('is off in one act, takes all back if told, and leaves standing what people merged on', async () => {
    await on();
    await judged(320, () => true);
    const clusters = await proposed(20, 0.999);
    const { accepted } = await step();
    const row = await db.merge.findFirstOrThrow({ where: { catalogId: fixture.catalogId } });
    const [other] = await someListings(db, fixture, 1);
    await db.product.update({ where: { id: row.survivorId }, data: { survivorId: other } });
    const { catalogId } = fixture;
    const off = {
      catalogId,
      queue: 'duplicates',
      state: 'off',
      reason: 'enough',
      giveBack: true,
    } as const;
    const moderator = await aPerson(db, 'Mo');
    expect(await setPolicy(moderator, off)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await setPolicy(lead, off)).toEqual({ ok: true, version: 2, returned: accepted });
    // What a crowded machine left of it is the worker's.
    await step();
    // A survivor that people merged on is theirs; what the policy merged into it comes apart.
    expect(await merged(clusters)).toBe(1);
    expect(await view()).toMatchObject({ accepted: 0, returned: accepted, policy: { state: 'off' } });
    expect(await step()).toEqual({ accepted: 0, drawn: 0, returned: 0 });
  });

  it('a person’s word about a pair ends the merge that a policy made of it', async () => {
    await on();
    await judged(320, () => true);
    await proposed(10, 0.999);
    await step();
    const { memberIds } = await db.merge.findFirstOrThrow({ where: { catalogId: fixture.catalogId } });
    const [a, b] = [...memberIds].sort();
    const { catalogId } = fixture;
    const subjectId = newId();
    const drawn = { id: subjectId, catalogId, a, b, purpose: 'sample', drawId: newId(), stratum: 'together' };
    await db.askedPair.create({ data: drawn });
    const item = { id: newId(), catalogId, queue: 'duplicates', subjectId, reason: 'pair', priority: 99 };
    await db.reviewItem.create({ data: { ...item, blind: true } });
    const { cards } = await claimNextCluster(lead, { catalogId, scope: 'open', count: 1 });
    const told: ClusterAnswer = { kind: 'apart', relation: 'not_same' };
    expect(await decideCluster(lead, answerTo(cards[0], told))).toMatchObject({ ok: true });
    expect(await db.product.count({ where: { id: { in: [a, b] }, survivorId: null } })).toBe(2);
    expect(await db.pairFact.findMany({ where: { a, b } })).toMatchObject([{ relation: 'not_same' }]);
    // It is proposed anew, told apart: the policy never merges it again.
    const before = (await view()).accepted;
    await step();
    expect(await db.product.count({ where: { id: { in: [a, b] }, survivorId: null } })).toBe(2);
    expect((await view()).accepted).toBe(before);
  });

  it('steps at once merge every cluster once, and none beside a person', async () => {
    await on();
    await judged(320, () => true);
    // More than one batch of them.
    const clusters = await proposed(50, 0.999);
    await db.stageState.deleteMany({ where: { stage: 'cluster' } });
    const claim = { catalogId: fixture.catalogId, scope: 'open', count: 10 } as const;
    const [{ cards }, ...steps] = await Promise.all([
      claimNextCluster(lead, claim),
      ...[1, 2, 3].map(() => runClusterPolicy(fixture.catalogId, fixture.modelVersionId, signal)),
    ]);
    const accepted = steps.reduce((sum, one) => sum + one.accepted, 0);
    expect(await merged(clusters)).toBe(accepted);
    expect(await db.decision.count({ where: { catalogId: fixture.catalogId, actorKind: 'policy' } })).toBe(
      accepted,
    );
    // What the person holds they may answer: either it was theirs, or it was merged before their claim.
    for (const held of cards.filter(({ card }) => card.members.length === 2 && !card.blind)) {
      const ticked = held.card.members.map(({ productId }) => productId);
      const outcome = await decideCluster(
        lead,
        answerTo<ClusterAnswer>(held, { kind: 'merge', ticked, others: [] }),
      );
      expect(outcome.ok || outcome.reason === 'withdrawn' || outcome.reason === 'changed-since').toBe(true);
    }
    for (const { memberIds } of clusters) {
      const merges = await db.merge.count({ where: { memberIds: { hasEvery: memberIds }, undoneBy: null } });
      expect(merges).toBeLessThanOrEqual(1);
    }
  });
});
