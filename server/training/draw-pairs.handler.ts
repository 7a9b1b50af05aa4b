/** Draws a sample of pairs into the duplicates queue: from every stratum by chance, with known probability. */
import { openPairMatcher } from '#server/duplicates/pair-matcher.ts';
import { askPairs, type PairQuestion } from '#server/duplicates/store-asked-pairs.ts';
import { Breather } from '#server/jobs/breather.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { OutsidePairs, type OutsideStratum, outsideStrata } from '#server/ml/pairs/outside-pairs.ts';
import { comparableText, comparableWords } from '#server/ml/pairs/tokens.ts';
import { makeRng } from '#server/ml/rng.ts';
import { allocate, pairSamplePolicy, type StratumSize } from './rules-pair-sample.ts';
import { type DrawnStratum, type PairStratum, pairStrata } from './schema-pair-sample.ts';
import {
  drawCandidates,
  lockDrawing,
  readKnown,
  readSample,
  readTitles,
  type SampleRow,
  type StratumDraw,
  setDrawn,
} from './store-pair-sample.ts';

const pageSize = 5000;
const titleWordsMax = 40;
/** Draws by which the size of a stratum outside the candidates is told: to 1 % where a half of them are kept. */
const tries = 10_000;
/** Above the ordinary queue, whose order is by doubt and value. */
const priority = 4;

interface Drawn {
  sizes: StratumSize[];
  pairs: ReadonlyMap<PairStratum, StratumDraw[]>;
}

/** Pairs among candidates and clusters: counted and drawn in the database. */
async function fromCandidates(sample: SampleRow, modelVersionId: string): Promise<Drawn> {
  const { catalogId, seed, size } = sample;
  const rows = await drawCandidates(catalogId, modelVersionId, { seed, most: size });
  const pairs = new Map<PairStratum, StratumDraw[]>();
  for (const row of rows) addToGroup(pairs, row.stratum, row);
  const sizes = [...pairs].map(([name, [{ population, meanP }]]) => ({ name, population, meanP }));
  return { sizes, pairs };
}

async function readListings(catalogId: string): Promise<{ ids: string[]; outside: OutsidePairs }> {
  const [ids, words, categories] = [[] as string[], [] as string[][], [] as (string | null)[]];
  const breather = new Breather();
  for (let after: string | null = null; ; after = ids[ids.length - 1]) {
    const rows = await readTitles(catalogId, after, pageSize);
    for (const { id, title, categoryId } of rows) {
      ids.push(id);
      words.push([...new Set(comparableWords(comparableText(title), titleWordsMax))]);
      categories.push(categoryId);
    }
    if (rows.length < pageSize) break;
    await breather.pause();
  }
  return { ids, outside: new OutsidePairs({ words, categories }) };
}

/** Pairs that no search proposed: drawn from all pairs of titles, then those that are known are left out. */
async function fromOutside({ catalogId, seed, size }: SampleRow): Promise<Drawn> {
  const { ids, outside } = await readListings(catalogId);
  const rng = makeRng(seed);
  const pairs = new Map<PairStratum, StratumDraw[]>();
  const sizes: StratumSize[] = [];
  for (const [at, stratum] of outsideStrata.entries() as Iterable<[number, OutsideStratum]>) {
    const drawn = outside.draw(stratum, tries, rng.fork(at));
    const named = drawn.pairs.map(({ left, right }) => ({ a: ids[left], b: ids[right] }));
    const isKnown = await readKnown(named);
    const unknown = named.filter((_, place) => !isKnown[place]);
    const share = named.length > 0 ? unknown.length / named.length : 0;
    const population = Math.max(unknown.length, Math.round(drawn.of * share));
    sizes.push({ name: stratum, population, meanP: 0 });
    const rest = { stratum, population, meanP: 0, p: null, clusterId: null, clusterP: null };
    pairs.set(
      stratum,
      unknown.slice(0, size).map((pair) => ({ ...pair, ...rest })),
    );
  }
  return { sizes, pairs };
}

/** What is asked, stratum by stratum. */
function choose(
  sample: SampleRow,
  parts: readonly Drawn[],
): { strata: DrawnStratum[]; asked: PairQuestion[] } {
  const sizes = parts.flatMap((part) => part.sizes);
  const counts = allocate(sizes, sample.size);
  const strata: DrawnStratum[] = [];
  const asked: PairQuestion[] = [];
  for (const name of pairStrata) {
    const size = sizes.find((one) => one.name === name);
    if (!size) continue;
    const drawn = parts.flatMap((part) => part.pairs.get(name) ?? []).slice(0, counts.get(name) ?? 0);
    const { population } = size;
    strata.push({ name, population, asked: drawn.length });
    const servedProbability = population > 0 ? Math.min(1, drawn.length / population) : 0;
    for (const { a, b, p, clusterId, clusterP } of drawn)
      asked.push({ a, b, p, clusterId, clusterP, stratum: name, drawId: sample.id, servedProbability });
  }
  return { strata, asked };
}

export const handle: StageHandler = async ({ catalogId, unitIds: [id] }) => {
  const sample = await readSample(id);
  if (sample?.state !== 'drawing') return { notApplicable: [id], wakes: [] };
  const { modelVersionId } = await openPairMatcher(catalogId);
  const parts = [await fromCandidates(sample, modelVersionId), await fromOutside(sample)];
  const { strata, asked } = choose(sample, parts);
  const rng = makeRng(sample.seed).fork(99);
  const orders = asked.map(() => rng.next() * 2 ** 32);
  const by = {
    catalogId,
    modelVersionId,
    purpose: 'sample',
    servedPolicy: pairSamplePolicy,
    priority,
  } as const;
  return {
    done: [id],
    wakes: [],
    write: async (tx) => {
      if (!(await lockDrawing(tx, id))) return;
      await askPairs(tx, by, asked, orders);
      await setDrawn(tx, id, { modelVersionId, strata, isEmpty: asked.length === 0 });
    },
  };
};
