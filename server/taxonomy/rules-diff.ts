/** What became of each category from one version of a taxonomy to the next. Pure. */
import { addToGroup } from '#server/ml/groups.ts';
import { foldAccents } from '#server/ml/text/normalise.ts';

export interface Node {
  id: string;
  code: string;
  parentCode: string | null;
  isLeaf: boolean;
  name: string;
  pathName: string;
}

export const mappingKinds = ['kept', 'renamed', 'moved', 'recoded', 'split', 'merged', 'retired'] as const;
export type MappingKind = (typeof mappingKinds)[number];

export interface Mapping {
  fromId: string;
  kind: MappingKind;
  /** Null: people have to say. */
  toId: string | null;
  /** Where it may have gone, the likeliest first. */
  proposals: string[];
}

const proposalsMax = 6;
/** Share of words in common from which a category elsewhere may be meant. */
const likenessMin = 0.3;

const fold = (text: string): string => foldAccents(text.toLowerCase()).trim();
const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Nodes by the words of their paths: what a category without its code may have become. */
class NameIndex {
  private readonly byWord = new Map<string, number[]>();
  private readonly words: Set<string>[];
  private readonly nodes: readonly Node[];

  constructor(nodes: readonly Node[]) {
    this.nodes = nodes;
    this.words = nodes.map((node) => new Set(wordsOf(node.pathName)));
    this.words.forEach((words, at) => {
      for (const word of words) {
        const places = this.byWord.get(word) ?? [];
        places.push(at);
        this.byWord.set(word, places);
      }
    });
  }

  /** The likest nodes: twice the words of the name and once those of the path in common, over all (a weighted Jaccard). */
  nearest(node: Node): Node[] {
    const path = new Set(wordsOf(node.pathName));
    const name = new Set(wordsOf(node.name));
    const seen = new Map<number, number>();
    for (const word of path)
      for (const at of this.byWord.get(word) ?? [])
        seen.set(at, (seen.get(at) ?? 0) + (name.has(word) ? 2 : 1));
    const weight = path.size + name.size;
    return [...seen]
      .map(([at, shared]) => ({ at, likeness: (2 * shared) / (weight + shared + this.words[at].size) }))
      .filter(({ at, likeness }) => likeness >= likenessMin && this.nodes[at].isLeaf === node.isLeaf)
      .sort((a, b) => b.likeness - a.likeness || (this.nodes[a.at].code < this.nodes[b.at].code ? -1 : 1))
      .slice(0, proposalsMax)
      .map(({ at }) => this.nodes[at]);
  }
}

/** Leaves at or below each code. */
function leavesBelow(nodes: readonly Node[]): (code: string) => Node[] {
  const children = new Map<string, Node[]>();
  for (const node of nodes) if (node.parentCode !== null) addToGroup(children, node.parentCode, node);
  const below = (code: string): Node[] =>
    (children.get(code) ?? []).flatMap((child) => (child.isLeaf ? [child] : below(child.code)));
  return below;
}

function sameCode(node: Node, next: Node, leavesOf: (code: string) => Node[]): Mapping {
  if (node.isLeaf && !next.isLeaf) {
    const words = new Set(wordsOf(node.name));
    const likeness = (leaf: Node): number => wordsOf(leaf.name).filter((word) => words.has(word)).length;
    const leaves = leavesOf(next.code).sort(
      (a, b) => likeness(b) - likeness(a) || (a.code < b.code ? -1 : 1),
    );
    return {
      fromId: node.id,
      kind: 'split',
      toId: null,
      proposals: leaves.slice(0, proposalsMax).map((leaf) => leaf.id),
    };
  }
  const isMoved = node.parentCode !== next.parentCode;
  const kind = isMoved ? 'moved' : fold(node.name) === fold(next.name) ? 'kept' : 'renamed';
  return { fromId: node.id, kind, toId: next.id, proposals: [] };
}

/**
 * Maps every category of the old version. By its code, where it still is; by its whole path of names, where only codes
 * changed; else people decide, with the likest categories proposed. A category that became a branch is `split`. One whose
 * code is gone is `merged` where the likest one was there before too, else `retired`.
 */
export function diffTaxonomies(before: readonly Node[], after: readonly Node[]): Mapping[] {
  const byCode = new Map(after.map((node) => [node.code, node]));
  const knownCodes = new Set(before.map((node) => node.code));
  const byPath = new Map(
    after.filter((node) => !knownCodes.has(node.code)).map((node) => [fold(node.pathName), node]),
  );
  const leavesOf = leavesBelow(after);
  const index = new NameIndex(after);
  return before.map((node) => {
    const next = byCode.get(node.code);
    if (next) return sameCode(node, next, leavesOf);
    const recoded = byPath.get(fold(node.pathName));
    if (recoded && recoded.isLeaf === node.isLeaf)
      return { fromId: node.id, kind: 'recoded', toId: recoded.id, proposals: [] };
    const near = index.nearest(node);
    const kind = near.length > 0 && knownCodes.has(near[0].code) ? 'merged' : 'retired';
    return { fromId: node.id, kind, toId: null, proposals: near.map((one) => one.id) };
  });
}
