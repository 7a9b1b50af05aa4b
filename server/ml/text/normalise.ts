/**
 * Text of a listing as the models read it: entities and tags gone, compatibility forms unified (Unicode NFKC),
 * lower case. Accents are folded in a second form, so that both `café` and `cafe` are features.
 */

const namedEntities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  ouml: 'ö',
  uuml: 'ü',
  auml: 'ä',
  szlig: 'ß',
  deg: '°',
  reg: '',
  trade: '',
  copy: '',
  ndash: '-',
  mdash: '-',
  hellip: ' ',
  frac12: '1/2',
  euro: '€',
  pound: '£',
};

function decodeEntity(whole: string, body: string): string {
  if (body.startsWith('#')) {
    const code =
      body[1] === 'x' || body[1] === 'X' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' ';
  }
  return namedEntities[body.toLowerCase()] ?? whole;
}

/** Lower-case text without markup; U+FFFD (damage) becomes a space, so that the rest of the word still counts. */
export function normaliseText(text: string): string {
  let plain = text;
  // Feeds are often escaped twice (&amp;eacute;).
  for (let round = 0; round < 2 && plain.includes('&'); round++) {
    plain = plain.replace(/&(#x?[0-9a-f]{1,6}|[a-z][a-z0-9]{1,9});/gi, decodeEntity);
  }
  if (plain.includes('<')) plain = plain.replace(/<[^<>]{0,2000}>/g, ' ');
  return plain.replaceAll('\uFFFD', ' ').normalize('NFKC').toLowerCase();
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
