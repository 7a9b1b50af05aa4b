/** Character references of HTML, as feeds leave them in text: by number, and those names that occur in listings. */

/** Names in lower case; a name that begins with a capital means the capital letter (`&Eacute;`). */
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…' },
  ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»' },
  ...{
    deg: '°',
    times: '×',
    plusmn: '±',
    micro: 'µ',
    frac12: '½',
    frac14: '¼',
    frac34: '¾',
    sup2: '²',
    sup3: '³',
  },
  ...{ euro: '€', pound: '£', yen: '¥', cent: '¢', reg: '®', trade: '™', copy: '©', bull: '•', middot: '·' },
  ...{ aacute: 'á', agrave: 'à', acirc: 'â', auml: 'ä', atilde: 'ã', aring: 'å', aelig: 'æ', ccedil: 'ç' },
  ...{ eacute: 'é', egrave: 'è', ecirc: 'ê', euml: 'ë', iacute: 'í', igrave: 'ì', icirc: 'î', iuml: 'ï' },
  ...{ ntilde: 'ñ', oacute: 'ó', ograve: 'ò', ocirc: 'ô', ouml: 'ö', otilde: 'õ', oslash: 'ø', oelig: 'œ' },
  ...{
    uacute: 'ú',
    ugrave: 'ù',
    ucirc: 'û',
    uuml: 'ü',
    szlig: 'ß',
    iexcl: '¡',
    iquest: '¿',
    ordm: 'º',
    ordf: 'ª',
  },
};

function decode(whole: string, body: string): string {
  if (body.startsWith('#')) {
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    return code > 31 && code <= 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : ' ';
  }
  const lower = named[body.toLowerCase()];
  if (lower === undefined) return whole;
  return body[0] === body[0].toUpperCase() && /^\p{Ll}$/u.test(lower) ? lower.toUpperCase() : lower;
}

/** Text with its references decoded once; names that are not known stay as they are. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(#x?[0-9a-f]{1,6}|[a-z][a-z0-9]{1,7});/gi, decode) : text;
}
