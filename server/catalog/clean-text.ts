/** Undoes what feeds do to text: HTML entities and tags, UTF-8 read as Latin-1, stray control characters. */

import { decodeEntities } from '#server/ml/text/entities.ts';
import { cutText, keepable } from '#server/tables/rows.ts';

/** `Ã©` back to `é`: only where every sequence fits, so that honest text is never touched. */
function repairMojibake(text: string): string {
  if (!/[\u00c2-\u00c5][\u0080-\u00bf]/.test(text) || [...text].some((char) => char > '\u00ff')) return text;
  const repaired = Buffer.from(text, 'latin1').toString('utf8');
  return repaired.includes('\ufffd') ? text : repaired;
}

/** One line of clean text, or null where nothing is left. */
export function cleanText(text: string | null | undefined, charsMax = 4000): string | null {
  if (text === null || text === undefined) return null;
  const clean = decodeEntities(repairMojibake(text).replace(/<\/?[a-z][^<>]{0,200}>/gi, ' '))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean === '' ? null : keepable(cutText(clean, charsMax));
}
