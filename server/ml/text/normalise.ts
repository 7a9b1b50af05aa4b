/**
 * Text of a listing as the models read it: entities and tags gone, compatibility forms unified (Unicode NFKC),
 * lower case. Accents are folded in a second form, so that both `café` and `cafe` are features.
 */

import { decodeEntities } from './entities.ts';

/** Is there nothing to undo: ASCII without a reference or a tag? */
function isBare(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 || code === 38 || code === 60) return false;
  }
  return true;
}

/** Lower-case text without markup; U+FFFD (damage) becomes a space, so that the rest of the word still counts. */
export function normaliseText(text: string): string {
  if (isBare(text)) return text.toLowerCase();
  let plain = text;
  // Feeds are often escaped twice (&amp;eacute;).
  for (let round = 0; round < 2; round++) plain = decodeEntities(plain);
  if (plain.includes('<')) plain = plain.replace(/<[^<>]{0,2000}>/g, ' ');
  // NFKC makes letters of a trade mark's sign and joins fractions: niketm of Nike™, 11/2 of 1½.
  return plain
    .replace(/[®™©℠]/g, ' ')
    .replace(/[¼-¾⅐-⅞]/g, ' $&')
    .replaceAll('\uFFFD', ' ')
    .normalize('NFKC')
    .toLowerCase();
}

/** Without accents: canonical decomposition, marks dropped; ß and ø spelled out. */
export function foldAccents(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 127) {
      return text
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replaceAll('ß', 'ss')
        .replaceAll('ø', 'o')
        .replaceAll('æ', 'ae')
        .replaceAll('œ', 'oe');
    }
  }
  return text;
}

/** Words and numbers of normalised text, in order; `1,5` and `2.4` stay whole. */
export function splitWords(normalised: string): string[] {
  return normalised.match(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+/gu) ?? [];
}
