/** Undoes what feeds do to text: HTML entities and tags, UTF-8 read as Latin-1, stray control characters. */

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  deg: '°',
  euro: '€',
  reg: '®',
  trade: '™',
  copy: '©',
  times: '×',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  aacute: 'á',
  ccedil: 'ç',
  icirc: 'î',
  iacute: 'í',
  igrave: 'ì',
  ocirc: 'ô',
  oacute: 'ó',
  ograve: 'ò',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
  szlig: 'ß',
  ntilde: 'ñ',
  euml: 'ë',
  iuml: 'ï',
};

function decodeEntity(whole: string, body: string): string {
  if (body.startsWith('#')) {
    const code = body[1]?.toLowerCase() === 'x' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return Number.isInteger(code) && code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }
  const lower = named[body.toLowerCase()];
  if (!lower) return whole;
  return body[0] === body[0].toUpperCase() && lower.length === 1 ? lower.toUpperCase() : lower;
}

/** `Ã©` back to `é`: only where every sequence fits, so that honest text is never touched. */
function repairMojibake(text: string): string {
  if (!/[\u00c2-\u00c5][\u0080-\u00bf]/.test(text) || [...text].some((char) => char > '\u00ff')) return text;
  const repaired = Buffer.from(text, 'latin1').toString('utf8');
  return repaired.includes('\ufffd') ? text : repaired;
}

/** One line of clean text, or null where nothing is left. */
export function cleanText(text: string | null | undefined, charsMax = 4000): string | null {
  if (text === null || text === undefined) return null;
  const clean = repairMojibake(text)
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, decodeEntity)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, charsMax);
  return clean === '' ? null : clean;
}
