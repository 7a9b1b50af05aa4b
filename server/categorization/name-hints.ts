import { wordStem } from '#server/catalog/rules-named.ts';
import { foldText } from './fold-text.ts';
import { type NamedCategory, type NameIndex, searchMeanings, wordsOf } from './name-index.ts';

/**
 * Categories whose names stand in a title, for listings that no model has seen: rare words count more (inverse document
 * frequency over the names, Spärck Jones 1972), a name that is matched whole more than a part of a long one, the path above
 * less. In whatever language a name is kept. No probability is claimed: the card shows them as names that fit, not as a proposal.
 */
const pathWeight = 0.15;
/** Part of a name's rarity that the title must have: "black" alone is no "Black & White Film". */
const wholeFrom = 0.45;
const titleWordsMax = 16;
/** Below this part of the best a name is noise. */
const partFrom = 0.45;

const rarities = new WeakMap<NameIndex, ReadonlyMap<string, number>>();

/** How rare each word is among the names and paths. */
function rarityOf(index: NameIndex): ReadonlyMap<string, number> {
  const known = rarities.get(index);
  if (known) return known;
  const made = new Map(
    index.words.map((word, id) => [
      word,
      Math.log((1 + index.entries.length) / (index.inName[id].length + index.inPath[id].length)),
    ]),
  );
  rarities.set(index, made);
  return made;
}

/** What each entry is worth for the words of a title: in its name, and with less weight in the path above. */
function matches(index: NameIndex, words: readonly string[], rarity: ReadonlyMap<string, number>) {
  const inName = new Map<number, number>();
  const inPath = new Map<number, number>();
  for (const typed of words) {
    const best = { name: new Map<number, number>(), path: new Map<number, number>() };
    const offer = (to: Map<number, number>, at: number, worth: number) =>
      to.set(at, Math.max(worth, to.get(at) ?? 0));
    // Of what a search would take for a typo or a beginning ("high", "Highlighters") only plurals are meant in a title.
    for (const [id] of searchMeanings(index, typed)) {
      if (wordStem(index.words[id]) !== wordStem(typed)) continue;
      const worth = rarity.get(index.words[id]) ?? 0;
      for (const at of index.inName[id]) offer(best.name, at, worth);
      for (const at of index.inPath[id]) offer(best.path, at, worth);
    }
    for (const [at, worth] of best.name) inName.set(at, (inName.get(at) ?? 0) + worth);
    for (const [at, worth] of best.path) inPath.set(at, (inPath.get(at) ?? 0) + worth);
  }
  return { inName, inPath };
}

/** At most `limit` categories, best first, each once; none where no name fits. */
export function namesInTitle(index: NameIndex, title: string, limit: number): NamedCategory[] {
  const rarity = rarityOf(index);
  const words = wordsOf(foldText(title))
    .filter((word) => word.length > 2 && !/^\d+$/.test(word))
    .slice(0, titleWordsMax);
  const { inName, inPath } = matches(index, words, rarity);
  const best = new Map<string, { at: number; score: number }>();
  for (const [at, worth] of inName) {
    const whole = wordsOf(index.names[at]).reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);
    const part = Math.min(1, worth / whole);
    if (part < wholeFrom) continue;
    const score = worth * part + pathWeight * (inPath.get(at) ?? 0);
    const { categoryId } = index.entries[at];
    if (score > (best.get(categoryId)?.score ?? 0)) best.set(categoryId, { at, score });
  }
  const ranked = [...best.values()].sort(
    (x, y) => y.score - x.score || (index.entries[x.at].pathName < index.entries[y.at].pathName ? -1 : 1),
  );
  const top = ranked[0]?.score ?? 0;
  return ranked
    .filter(({ score }) => score >= top * partFrom)
    .slice(0, limit)
    .map(({ at }) => index.entries[at]);
}
