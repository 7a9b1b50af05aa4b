/**
 * Cells that hold a table of attributes: printed hashes and lists (`{"specs"=>[{"key"=>"Color", "value"=>"Red"}]}`), JSON
 * objects, `Color: Red; Size: M`, list items and table rows in markup. A cell is cut whole or not at all: where anything
 * would be lost, it stays the text that it is.
 */
import { decodeEntities } from '#server/ml/text/entities.ts';
import { type Literal, LiteralMap, readLiteral } from './read-literal.ts';

/** Name and value as they stand in the cell. */
export type Attribute = readonly [name: string, value: string];

const charactersMax = 100_000;
const attributesMax = 300;
const nameCharactersMax = 120;
const valueCharactersMax = 4000;

const nameKeys = new Set(['key', 'name', 'attribute', 'label', 'k', 'property', 'title', 'attr']);
const valueKeys = new Set(['value', 'values', 'v', 'val', 'text', 'content']);

function pick(map: LiteralMap, keys: ReadonlySet<string>): Literal | undefined {
  return map.entries.find(([name]) => keys.has(name.toLowerCase()))?.[1];
}

/** `{"key": "Color", "value": "Red"}`, and `{"value": "Gift box"}`, which has no name. */
function isPair(map: LiteralMap): boolean {
  const names = map.entries.map(([name]) => name.toLowerCase());
  const isOf = (keys: ReadonlySet<string>): number => names.filter((name) => keys.has(name)).length;
  return isOf(valueKeys) === 1 && names.length - 1 === isOf(nameKeys) && names.length <= 2;
}

/** Adds what a literal says under a name. */
function flatten(value: Literal, name: string, out: [string, string][]): void {
  if (value === null) return;
  if (typeof value === 'string') out.push([name, value]);
  else if (Array.isArray(value)) {
    const texts = value.filter((item) => typeof item === 'string');
    if (texts.length === value.length && texts.length > 0) out.push([name, texts.join(', ')]);
    else for (const item of value) flatten(item, name, out);
  } else if (isPair(value)) {
    const own = pick(value, nameKeys);
    flatten(pick(value, valueKeys) ?? null, typeof own === 'string' ? own : name, out);
  } else {
    for (const [own, inner] of value.entries) flatten(inner, name ? `${name} ${own}` : own, out);
  }
}

function fromLiteral(text: string): [string, string][] | null {
  const found = readLiteral(text);
  if (found === undefined || found === null || typeof found === 'string') return null;
  const out: [string, string][] = [];
  const only = found instanceof LiteralMap && found.entries.length === 1 ? found.entries[0][1] : '';
  // A single name around everything is the table's own, not an attribute's.
  flatten(typeof only === 'string' ? found : only, '', out);
  return out;
}

const pair = /^([\p{L}][^:=;|\n]{0,79}?)\s*(?::|=>?)(?!\/\/)\s*(.*)$/su;
/** A name is a few words: a sentence with a colon is none. */
const nameWordsMax = 6;

function fromPieces(pieces: readonly string[]): [string, string][] | null {
  const filled = pieces.map((piece) => piece.trim()).filter(Boolean);
  if (filled.length < 2) return null;
  const out: [string, string][] = [];
  for (const piece of filled) {
    const [, name, value] = pair.exec(piece) ?? [];
    if (name === undefined || /[.!?]\s/.test(name) || name.split(/\s+/).length > nameWordsMax) return null;
    if (value) out.push([name, value]);
  }
  return out;
}

const cellEnd = /<\/t[dh]>\s{0,20}<t[dh][^<>]{0,200}>/gi;
const lineEnd = /<\/?(?:li|br|p|tr|div|dd|ul|ol|table|tbody)\b[^<>]{0,200}>/gi;

function fromList(text: string): [string, string][] | null {
  // Decoded first: the semicolon of an entity separates nothing.
  const decoded = decodeEntities(text);
  const isMarkup = /<(?:li|br|tr|td|dd)\b/i.test(decoded);
  const plain = isMarkup
    ? decoded
        .replace(cellEnd, ': ')
        .replace(lineEnd, '\n')
        .replace(/<[^<>]{0,200}>/g, ' ')
    : decoded;
  for (const separator of ['\n', ';', '|', ',']) {
    if (!plain.includes(separator)) continue;
    const found = fromPieces(plain.split(separator));
    if (found) return found;
  }
  return null;
}

/** Values of one name joined, in order, each once. Null where a bound is passed. */
function joinNames(pairs: readonly [string, string][], column: string): Attribute[] | null {
  const joined = new Map<string, string[]>();
  for (const [ownName, ownValue] of pairs) {
    const name = ownName.replace(/\s+/g, ' ').trim() || column;
    const value = ownValue.replace(/\s+/g, ' ').trim();
    if (value === '') continue;
    const values = joined.get(name) ?? [];
    if (!values.includes(value)) values.push(value);
    joined.set(name, values);
  }
  const out = [...joined].map(([name, values]): Attribute => [name, values.join('; ')]);
  const isBounded = ([name, value]: Attribute): boolean =>
    name.length <= nameCharactersMax && value.length <= valueCharactersMax;
  return out.length <= attributesMax && out.every(isBounded) ? out : null;
}

/**
 * The attributes in a cell.
 * @param column name of the cell's column: the name of values that have none of their own
 * @returns null where the cell is no table of attributes, or not one that can be cut without a loss; [] where it says nothing
 */
export function readAttributeCell(column: string, cell: string): Attribute[] | null {
  const text = cell.trim();
  if (text === '' || text.length > charactersMax) return null;
  const isLiteral = text.startsWith('{') || text.startsWith('[');
  const pairs = isLiteral ? fromLiteral(text) : fromList(text);
  return pairs && joinNames(pairs, column);
}
