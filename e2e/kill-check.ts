/** What must hold in the database after the kills, compared with what the people were told. */
import type { Database } from '#server/db/client.ts';
import { decidedTwiceUnasked } from '#server/tooling/decided-twice.ts';
import type { Person } from './kill-person.ts';

interface DecisionRow {
  id: string;
  key: string;
  kind: string;
  itemId: string | null;
  subjectId: string;
  actorId: string;
  supersedes: string | null;
  secondOpinion: boolean;
  answer: { kind: string; categoryId?: string };
}

async function readDecisions({ prisma }: Database, catalogId: string): Promise<DecisionRow[]> {
  const rows = await prisma.decision.findMany({ where: { catalogId }, orderBy: { id: 'asc' } });
  return rows.map(({ idempotencyKey, answer, ...row }) => ({
    ...row,
    key: idempotencyKey,
    answer: answer as DecisionRow['answer'],
  }));
}

/** Every answer that the server gave must stand in the database once, as it was given; and nothing else may. */
function compareAnswers(
  people: readonly Person[],
  decisions: DecisionRow[],
  raced: readonly string[],
): string[] {
  const problems: string[] = [];
  const byKey = new Map(decisions.map((decision) => [decision.key, decision]));
  if (byKey.size !== decisions.length) problems.push('two decisions have one idempotency key');
  const told = new Set<string>(raced);
  for (const person of people) {
    for (const [key, { type, outcome }] of person.answered) {
      const row = byKey.get(key);
      const isKept = outcome.ok ? type !== 'skip' : outcome.decisionId !== undefined;
      if (isKept && !row) problems.push(`an acknowledged ${type} is lost: ${key}`);
      if (!isKept && row) problems.push(`a refused ${type} is there (${outcome.reason}): ${key}`);
      if (row && outcome.decisionId && row.id !== outcome.decisionId)
        problems.push(`told ${outcome.decisionId}, kept ${row.id}`);
      if (row && outcome.ok === row.secondOpinion) problems.push(`told ok: ${outcome.ok}, kept otherwise`);
      if (row) told.add(key);
    }
    const silent = [...person.sent].filter((key) => !person.answered.has(key));
    if (silent.length > 0) problems.push(`${silent.length} operations were never answered`);
  }
  const strangers = decisions.filter((decision) => !told.has(decision.key));
  if (strangers.length > 0) problems.push(`${strangers.length} decisions that nobody was told of`);
  return problems;
}

/** At most one decision counts for an item, and the item says so. */
async function checkItems(
  { prisma }: Database,
  catalogId: string,
  counting: DecisionRow[],
): Promise<string[]> {
  const problems: string[] = [];
  const perItem = new Map<string, number>();
  for (const { itemId } of counting) perItem.set(itemId ?? '', (perItem.get(itemId ?? '') ?? 0) + 1);
  const doubled = [...perItem.values()].filter((count) => count > 1).length;
  if (doubled > 0) problems.push(`${doubled} items were decided twice`);
  const items = await prisma.reviewItem.findMany({
    where: { catalogId, state: 'decided' },
    select: { id: true },
  });
  const decided = new Set(items.map((item) => item.id));
  const open = [...perItem.keys()].filter((itemId) => !decided.has(itemId)).length;
  if (open > 0) problems.push(`${open} items with a decision are not decided`);
  if (decided.size !== perItem.size)
    problems.push(`${decided.size} items decided, ${perItem.size} with a decision`);
  return problems;
}

/** A second answer about a product is one that the desk asked for; a queue that brings decided products back would be a fault. */
async function checkRepeats(
  { prisma }: Database,
  catalogId: string,
  counting: DecisionRow[],
): Promise<string[]> {
  const placed = counting.filter(({ kind, answer }) => kind === 'category' && answer.kind === 'category');
  const [items, merges] = await Promise.all([
    prisma.reviewItem.findMany({ where: { catalogId }, select: { id: true, reason: true } }),
    prisma.merge.findMany({ where: { catalogId }, select: { survivorId: true, decisionId: true } }),
  ]);
  return decidedTwiceUnasked(placed, items, merges);
}

/** What a decision writes beside itself is there once: audit row, label, category of the product, merge. */
async function checkEffects(
  { prisma }: Database,
  catalogId: string,
  counting: DecisionRow[],
): Promise<string[]> {
  const problems: string[] = [];
  const expectCount = (name: string, found: number, wanted: number): void => {
    if (found !== wanted) problems.push(`${found} ${name}, not ${wanted}`);
  };
  const placed = counting.filter(({ kind, answer }) => kind === 'category' && answer.kind === 'category');
  // A merge asks for its survivor's category anew: the last word places it, and of one person it is the only label.
  const lastWord = [...new Map(placed.map((decision) => [decision.subjectId, decision])).values()];
  const voices = new Set(placed.map(({ subjectId, actorId }) => `${subjectId} ${actorId}`));
  const merges = counting.filter(({ answer }) => answer.kind === 'merge');
  const where = { catalogId, state: { not: 'excluded' } };
  expectCount(
    'live category labels',
    await prisma.label.count({ where: { ...where, kind: 'category' } }),
    voices.size,
  );
  const products = await prisma.product.findMany({
    where: { catalogId, id: { in: lastWord.map((decision) => decision.subjectId) } },
    select: { id: true, currentCategoryId: true },
  });
  const current = new Map(products.map((product) => [product.id, product.currentCategoryId]));
  const astray = lastWord.filter(({ subjectId, answer }) => current.get(subjectId) !== answer.categoryId);
  expectCount('products not where they were put', astray.length, 0);
  expectCount(
    'live merges',
    await prisma.merge.count({ where: { catalogId, undoneBy: null } }),
    merges.length,
  );
  const audits = await prisma.audit.findMany({
    where: { catalogId, event: { startsWith: 'review.' } },
    select: { detail: true },
  });
  const audited = new Set(audits.map(({ detail }) => (detail as { decisionId?: string }).decisionId));
  expectCount('decisions without an audit row', counting.filter(({ id }) => !audited.has(id)).length, 0);
  return problems;
}

/** All problems found; none means that every decision held. `raced`: keys of answers given before the kills. */
export async function checkDecisions(
  client: Database,
  catalogId: string,
  people: readonly Person[],
  raced: readonly string[],
): Promise<string[]> {
  const decisions = await readDecisions(client, catalogId);
  const superseded = new Set(decisions.map((decision) => decision.supersedes));
  const counting = decisions.filter(
    ({ id, kind, secondOpinion }) => kind !== 'undo' && !secondOpinion && !superseded.has(id),
  );
  return [
    ...people.flatMap((person) => person.problems),
    ...compareAnswers(people, decisions, raced),
    ...(await checkItems(client, catalogId, counting)),
    ...(await checkRepeats(client, catalogId, counting)),
    ...(await checkEffects(client, catalogId, counting)),
  ];
}
