/** Asks the scoring process what typed words mean; a search never waits longer for it than its limit. */
import pgvector from 'pgvector';
import { askLive } from '#server/inference/live-process.ts';
import type { EmbeddedWords, Meaning } from './schema-meaning.ts';
import { hasEmbedder } from './store.ts';

/** A person who types waits for the list: after this the words alone answer. */
export const meaningLimitMs = 200;
/** A search asks for page, counts and tree at once, and a hand claims again and again: one question for all of them. */
const keptMs = 60_000;
const keptMax = 500;

const kept = new Map<string, { meaning: Promise<Meaning>; untilMs: number }>();

/** One token with a digit in it, or nothing but signs: an article number or a GTIN, which means nothing beside itself. */
export function readsAsCode(words: string): boolean {
  return !/\p{L}{2}/u.test(words) || (/\p{N}/u.test(words) && !/\s/.test(words.trim()));
}

async function ask(catalogId: string, words: string): Promise<Meaning> {
  if (!(await hasEmbedder(catalogId))) return { ok: false, reason: 'no-embedder' };
  const said = await askLive('meaning', { catalogId, words }, { lane: 'words', limitMs: meaningLimitMs });
  if (!said.ok) return { ok: false, reason: said.reason === 'timeout' ? 'late' : said.reason };
  const embedded = said.answer as EmbeddedWords | null;
  if (!embedded) return { ok: false, reason: 'late' };
  if (!embedded.ok) return embedded;
  const { vector, modelVersionId } = embedded;
  return { ok: true, vector: pgvector.toSql(vector), modelVersionId };
}

/**
 * What typed words mean to a catalog's products, within `meaningLimitMs`. Good answers are kept for a minute; one that did not come is
 * asked again by the next request.
 */
export function askMeaning(catalogId: string, words: string): Promise<Meaning> {
  if (readsAsCode(words)) return Promise.resolve({ ok: false, reason: 'code' });
  const key = `${catalogId} ${words.toLowerCase()}`;
  const nowMs = Date.now();
  const known = kept.get(key);
  if (known && nowMs < known.untilMs) return known.meaning;
  const meaning = ask(catalogId, words);
  kept.delete(key);
  kept.set(key, { meaning, untilMs: nowMs + keptMs });
  for (const [oldest] of kept) {
    if (kept.size <= keptMax) break;
    kept.delete(oldest);
  }
  const forget = (): void => {
    if (kept.get(key)?.meaning === meaning) kept.delete(key);
  };
  meaning.then((said) => !said.ok && forget(), forget);
  return meaning;
}

/** Starts the process and opens the catalog's embedder; resolves when it can answer. */
export async function wakeMeaning(catalogId: string): Promise<void> {
  if (await hasEmbedder(catalogId)) await askLive('meaning', { catalogId, words: '' }, { lane: 'words' });
}

/** The same before the first word is typed: nobody waits for it, and where it fails the first search says so. */
export function startMeaning(catalogId: string): void {
  wakeMeaning(catalogId).catch(() => undefined);
}
