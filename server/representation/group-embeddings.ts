/**
 * Embeddings are written into groups of vectors near each other, which search then compares exactly (store-nearest.ts). The
 * worker cuts the first vectors of a model into groups, later ones join the nearest as they are written, and one that
 * has grown too large is cut in two.
 */
import { inTransaction, type Tx } from '#server/db/transaction.ts';
import { groupVectors } from '#server/ml/vector/group-vectors.ts';
import {
  addGroups,
  hasPending,
  joinGroups,
  leaveAlone,
  lockLargeGroups,
  lockMembers,
  lockPending,
  moveCentre,
  type StoredVector,
  writeVectors,
} from './store-groups.ts';
import { findMoves, markUnsettled, moveVectors, takeUnsettled } from './store-settling.ts';

export interface GroupSizes {
  /** Largest group: the smaller, the fewer vectors a search reads for the same recall, and the more centres (docs/scale.md). */
  membersMax: number;
  /** Vectors that are looked at together for new groups: below this the graph alone finds everything. */
  pool: number;
}

export const usualSizes: GroupSizes = { membersMax: 100, pool: 4096 };
/**
 * Cosine distance to a centre up to which a vector belongs to its group. Embeddings of listings lie at .06 of their centres in
 * the mean; vectors without groups of their own (drawn ones, at .47) stay in the graph, which finds them better.
 */
const joinDistanceMax = 0.5;
/** A group of fewer is not worth a point of its own. */
const membersMin = 8;
/** A smaller part of a pool, near no centre, shows nothing of how the rest will lie: it stays alone. */
const newPoolShare = 1 / 8;
/** One in so many written vectors asks how large its group is by now: counting takes as long as writing. */
const countEvery = 8;
/** A group is cut long before it has so many, unless many arrive at one moment. */
const cutMax = 20_000;

function toArray(vectors: readonly StoredVector[]): { all: Float32Array; size: number } {
  const size = vectors[0]?.vector.length ?? 1;
  const all = new Float32Array(vectors.length * size);
  vectors.forEach(({ vector }, row) => {
    all.set(vector, row * size);
  });
  return { all, size };
}

/** Cuts those of the groups that have grown too large. What another transaction works on is left to the next time. */
async function cutLarge(
  tx: Tx,
  modelVersionId: string,
  groupIds: readonly string[],
  membersMax: number,
): Promise<void> {
  for (const id of await lockLargeGroups(tx, groupIds, membersMax)) {
    const members = await lockMembers(tx, id, cutMax);
    if (members.length <= membersMax) continue;
    const { all, size } = toArray(members);
    const [first, ...others] = groupVectors(all, size, membersMax);
    await moveCentre(tx, id, first.centre);
    const made = others.map(({ rows, centre }) => ({
      centre,
      productIds: rows.map((row) => members[row].productId),
    }));
    await markUnsettled(tx, modelVersionId, [id, ...(await addGroups(tx, modelVersionId, made))]);
  }
}

/** New groups of vectors that are near no centre yet; those of them that lie scattered stay by themselves. */
async function formGroups(
  tx: Tx,
  modelVersionId: string,
  pool: readonly StoredVector[],
  sizes: GroupSizes,
): Promise<void> {
  const { all, size } = toArray(pool);
  const made: { centre: Float32Array; productIds: string[] }[] = [];
  const alone: string[] = [];
  for (const { rows, centre } of pool.length < sizes.pool * newPoolShare
    ? []
    : groupVectors(all, size, sizes.membersMax)) {
    const near = rows.filter((row) => {
      const product = pool[row].vector.reduce((sum, value, at) => sum + value * centre[at], 0);
      return 1 - product <= joinDistanceMax;
    });
    if (near.length >= membersMin) made.push({ centre, productIds: near.map((row) => pool[row].productId) });
  }
  const grouped = new Set(made.flatMap((group) => group.productIds));
  for (const { productId } of pool) if (!grouped.has(productId)) alone.push(productId);
  await markUnsettled(tx, modelVersionId, await addGroups(tx, modelVersionId, made));
  await leaveAlone(tx, modelVersionId, alone);
}

/** Looks at up to a pool of vectors that wait: into the groups there are, else into new ones. Returns how many it looked at. */
async function groupSome(tx: Tx, modelVersionId: string, sizes: GroupSizes): Promise<number> {
  const pending = await lockPending(tx, modelVersionId, sizes.pool);
  if (pending.length === 0) return 0;
  const ids = pending.map((one) => one.productId);
  const { joined, left } = await joinGroups(tx, modelVersionId, ids, joinDistanceMax);
  await cutLarge(tx, modelVersionId, joined, sizes.membersMax);
  const others = pending.filter((one) => left.has(one.productId));
  if (others.length > 0) await formGroups(tx, modelVersionId, others, sizes);
  return pending.length;
}

/** A pool is looked up, cut and written in some seconds; on a loaded machine beside eight writers it took over thirty. */
const poolTimeoutMs = 300_000;

/**
 * Groups what waits, a pool a transaction, until fewer than a pool are left. Not within the transactions that write embeddings:
 * these are short, and several of them at once would each look at a pool.
 */
export async function groupPending(
  modelVersionId: string,
  signal: AbortSignal,
  sizes = usualSizes,
): Promise<void> {
  while (!signal.aborted && (await hasPending(modelVersionId, sizes.pool))) {
    const looked = await inTransaction((tx) => groupSome(tx, modelVersionId, sizes), {
      timeoutMs: poolTimeoutMs,
    });
    // Others are writing what waits: it is looked at the next time.
    if (looked < sizes.pool) return;
  }
}

/** Nearest groups that a moved centre is looked at with: of a million embeddings .994 lie under the nearest of all centres then (docs/scale.md). */
const besideMax = 16;
/** Groups of one transaction, which takes some tenths of a second. */
const settledAtATime = 32;
/** A group is left alone for so long after a cut: what was being written under its centre of before is there by then, and one that grows fast is looked at once. */
export const settleAfterMs = 60_000;

/**
 * Moves vectors to the nearest centre where centres are new or have moved, until all groups that have been so for `afterMs`
 * are settled. Returns how many vectors it moved. Groups cut in two drift: a vector at the edge of its half may lie nearer to
 * the centre of a third group, and one that was being written while its group was cut is under a centre that has gone.
 */
export async function settleGroups(
  modelVersionId: string,
  signal: AbortSignal,
  sizes = usualSizes,
  afterMs = settleAfterMs,
): Promise<number> {
  let moved = 0;
  while (!signal.aborted) {
    const settleSome = async (tx: Tx): Promise<number | null> => {
      const groups = await takeUnsettled(tx, modelVersionId, afterMs, settledAtATime);
      if (groups.length === 0) return null;
      const moves = await findMoves(tx, modelVersionId, groups, besideMax);
      const into = await moveVectors(tx, modelVersionId, moves);
      await cutLarge(tx, modelVersionId, [...new Set(into)], sizes.membersMax);
      return into.length;
    };
    const now = await inTransaction(settleSome, { timeoutMs: poolTimeoutMs });
    if (now === null) break;
    moved += now;
  }
  return moved;
}

/** Writes embeddings of many products under one model version: vectors of `embeddingSize` (server/inference/text-embedder.ts), of length 1. */
export async function saveEmbeddings(
  tx: Tx,
  modelVersionId: string,
  rows: readonly StoredVector[],
  sizes = usualSizes,
): Promise<void> {
  if (rows.length === 0) return;
  const groups = await writeVectors(tx, modelVersionId, rows, joinDistanceMax);
  const asking = groups.filter((group, at): group is string => group !== null && at % countEvery === 0);
  if (asking.length > 0) await cutLarge(tx, modelVersionId, [...new Set(asking)], sizes.membersMax);
}
