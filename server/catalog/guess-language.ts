/** The one language of a feed whose columns do not name it, from the words of its first rows. */
import type { ImportMapping } from './schema.ts';

/** Rows with this many letters can be told at all, and so many of them are asked for. */
const lettersMin = 15;
const rowsNeeded = 10;
/** A short title alone is often taken for a neighbour (Spanish for Portuguese): likely is what comes near the row's best score. */
const likelyFrom = 0.7;
/** A feed of several languages has none: its rows would be called by the commonest. */
const shareNeeded = 0.8;

function textsOf(
  { title, description }: ImportMapping['fields'],
  rows: readonly Record<string, string | null>[],
): string[] {
  return rows
    .map((row) =>
      [title, description].map((column) => (column ? (row[column] ?? '') : '').slice(0, 500)).join(' '),
    )
    .filter((text) => text.replace(/\P{L}/gu, '').length >= lettersMin);
}

/** The language to offer for a feed; none where a column names it, or where its rows are too short, too few or too different to tell. */
export async function guessLanguage(
  { fields }: ImportMapping,
  rows: readonly Record<string, string | null>[],
): Promise<string | undefined> {
  if (fields.locale) return undefined;
  const texts = textsOf(fields, rows);
  if (texts.length < rowsNeeded) return undefined;
  // Its tables are only loaded where somebody imports.
  const { eld } = await import('eld/medium');
  const { language } = eld.detect(texts.join(' . '));
  const likely = texts.filter((text) => {
    const scores = eld.detect(text).getScores();
    return (scores[language] ?? 0) >= likelyFrom * Math.max(...Object.values(scores));
  });
  return language && likely.length >= shareNeeded * texts.length ? language : undefined;
}
