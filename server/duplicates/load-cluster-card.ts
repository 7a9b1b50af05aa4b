import { inTransaction } from '#server/db/transaction.ts';
import { type PairReason, reasonWords } from '#server/ml/pairs/reason-words.ts';
import { readAsked } from '#server/review/asked-words.ts';
import type { ClaimedRow } from '#server/review/store.ts';
import { readCardProducts } from '#server/review/store-products.ts';
import { scoreReader } from './inside-scores.ts';
import type { KnownFact } from './rules-contradiction.ts';
import { diffMembers } from './rules-diff.ts';
import { rankMembers } from './rules-golden.ts';
import { joinMin } from './rules-groups.ts';
import type { ClusterCard, ClusterLink, DiffRow } from './schema-card.ts';
import {
  type ClusterRow,
  type FiledRow,
  type PairScoreRow,
  type ProposedRow,
  readFiled,
  readLinks,
  readProposedClusters,
} from './store-cluster.ts';
import { readFactsAmong } from './store-facts.ts';

export type CardItem = Pick<ClaimedRow, 'subjectId' | 'priorityReason' | 'waitingDays' | 'blind'>;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const letterOf = (at: number): string =>
  at < letters.length ? letters[at] : `${letters[at % letters.length]}${Math.floor(at / letters.length)}`;

function asLink({ a, b, p, reasons }: PairScoreRow): ClusterLink {
  const why = { for: coded(reasons.for ?? []), against: coded(reasons.against ?? []) };
  return {
    ...{ a, b, p, why },
    reasonsFor: why.for.map(reasonWords),
    reasonsAgainst: why.against.map(reasonWords),
  };
}

function coded(reasons: readonly (PairReason | string)[]): PairReason[] {
  return reasons.map((reason) =>
    typeof reason === 'string' ? { code: 'said', values: { text: reason } } : reason,
  );
}

/** What the head of the card says of the link that decides. */
function sentenceOf(
  why: ClusterLink['why'],
): Pick<Evidence, 'sentence' | 'sentenceReasons' | 'sentenceAgainst'> {
  const [sentenceReasons, sentenceAgainst] = [why.for.slice(0, 2), why.against.slice(0, 1)];
  const against = sentenceAgainst.map((reason) => `against: ${reasonWords(reason)}`);
  const sentence = [...sentenceReasons.map(reasonWords), ...against].join(' · ') || null;
  return { sentence, sentenceReasons, sentenceAgainst };
}

/** The word for the weakest link, for reading only: nothing is decided by it. */
function confidenceOf(weakestP: number | null): ClusterCard['confidence'] {
  if (weakestP === null) return null;
  if (weakestP >= 0.9) return 'high';
  return weakestP >= 0.6 ? 'medium' : 'low';
}

export interface Loaded {
  products: Awaited<ReturnType<typeof readCardProducts>>;
  links: PairScoreRow[];
  facts: KnownFact[];
  filed: ReadonlyMap<string, FiledRow>;
}

/** Where most members are filed; of equals the first member's. */
function mostFiled(filed: readonly (FiledRow | undefined)[]): ClusterCard['category'] {
  const counts = new Map<string, number>();
  for (const row of filed) if (row) counts.set(row.categoryId, (counts.get(row.categoryId) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const found = filed.find((row) => row && counts.get(row.categoryId) === most);
  return found ? { categoryId: found.categoryId, pathName: found.pathName } : null;
}

function categoryRow(filed: readonly (FiledRow | undefined)[]): DiffRow {
  const values = filed.map((row) => row?.pathName.split(' > ').at(-1) ?? null);
  const standing = new Set(values).size > 1 ? 'differs' : 'equal';
  return { field: 'category', label: 'category', values, standing, odd: [], key: false };
}

/** The card of a cluster or pair; a blind one shows nothing that machine or people have said of it. */
export function buildCard(
  cluster: Pick<ClusterRow, 'clusterId' | 'revision' | 'memberIds' | 'weakestPair'> &
    Partial<Pick<ProposedRow, 'scores'>>,
  item: CardItem,
  loaded: Loaded,
): ClusterCard | null {
  const ranked = rankMembers(cluster.memberIds.flatMap((id) => loaded.products.get(id) ?? []));
  if (ranked.length < 2) return null;
  const ids = new Set(ranked.map((member) => member.productId));
  const among = (pair: { a: string; b: string }) => ids.has(pair.a) && ids.has(pair.b);
  // The pairs are kept with their first p; the cluster was formed by the second, and names its weakest link by that.
  const formedBy = scoreReader(cluster.memberIds, cluster.scores);
  const links = loaded.links
    .filter(among)
    .map((link) => ({ ...link, p: formedBy?.(link.a, link.b) ?? link.p }));
  const weakest = cluster.weakestPair && among(cluster.weakestPair) ? cluster.weakestPair : null;
  const said = weakest ? links.find((link) => link.a === weakest.a && link.b === weakest.b) : links[0];
  const filed = ranked.map((member) => loaded.filed.get(member.productId));
  const evidence = evidenceOf({ links, weakest, said, facts: loaded.facts.filter(among) });
  return {
    clusterId: cluster.clusterId,
    revision: cluster.revision,
    members: ranked.map((member, at) => ({ ...member, letter: letterOf(at) })),
    ...(item.blind ? noEvidence : evidence),
    diff: [...diffMembers(ranked), ...(filed.some(Boolean) ? [categoryRow(filed)] : [])],
    category: mostFiled(filed),
    modelVersionId: said?.modelVersionId ?? null,
    priorityReason: item.priorityReason,
    asked: item.blind ? null : readAsked(item.priorityReason),
    waitingDays: item.waitingDays,
    blind: item.blind,
  };
}

type Evidence = Pick<
  ClusterCard,
  | 'links'
  | 'weakest'
  | 'alikePairs'
  | 'facts'
  | 'sentence'
  | 'sentenceReasons'
  | 'sentenceAgainst'
  | 'confidence'
>;

/** What a blind card says of its listings: nothing that machine or people hold of them. */
const noEvidence: Evidence = {
  links: [],
  weakest: null,
  alikePairs: 0,
  facts: [],
  sentence: null,
  sentenceReasons: [],
  sentenceAgainst: [],
  confidence: null,
};

function evidenceOf(known: {
  links: PairScoreRow[];
  weakest: ClusterRow['weakestPair'];
  said: PairScoreRow | undefined;
  facts: KnownFact[];
}): Evidence {
  const { links, weakest, said, facts } = known;
  return {
    ...{ links: links.map(asLink), weakest, facts },
    alikePairs: links.filter(({ p }) => p >= joinMin).length,
    ...sentenceOf(said ? asLink(said).why : { for: [], against: [] }),
    confidence: confidenceOf(weakest?.p ?? said?.p ?? null),
  };
}

/** Cards for the items, by cluster id. Clusters that are decided, gone, or shrunk to one member are missing. */
export async function loadClusterCards(items: readonly CardItem[]): Promise<Map<string, ClusterCard>> {
  const clusters = await readProposedClusters(items.map((item) => item.subjectId));
  const memberIds = clusters.flatMap((cluster) => cluster.memberIds);
  const [products, links, facts, filed] = await Promise.all([
    readCardProducts(memberIds),
    readLinks(memberIds),
    inTransaction((tx) => readFactsAmong(tx, memberIds)),
    readFiled(memberIds),
  ]);
  const cards = new Map<string, ClusterCard>();
  for (const item of items) {
    const cluster = clusters.find((one) => one.clusterId === item.subjectId);
    const card = cluster && buildCard(cluster, item, { products, links, facts, filed });
    if (card) cards.set(item.subjectId, card);
  }
  return cards;
}
