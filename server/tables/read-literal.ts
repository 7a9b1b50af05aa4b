/**
 * Reads a value as a programming language prints it: JSON, a Ruby hash (`{"a"=>nil, :b=>1}`), a Python dict or tuple. Dumps
 * of databases put whole attribute tables into one cell that way. Bounded in depth and size; hostile text is no value.
 */

export type Literal = string | null | Literal[] | LiteralMap;
/** Names and values in the order they stand; a name may occur twice. */
export class LiteralMap {
  readonly entries: [string, Literal][] = [];
}

const depthMax = 8;
const valuesMax = 3000;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: ' ',
  f: ' ',
  e: ' ',
  v: ' ',
  '0': ' ',
};
const nothing = new Set(['null', 'nil', 'None', 'undefined', 'NaN']);
const bareWord = /:?[\p{L}\p{N}_][\p{L}\p{N}_.+-]*|-?\d[\d.eE+-]*/uy;
const space = /\s*/y;

/** Thrown inside only: the text is no literal. */
class NoLiteral extends Error {}

class LiteralReader {
  private at = 0;
  private values = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  readWhole(): Literal {
    const value = this.value(0);
    this.skipSpace();
    if (this.at < this.text.length) throw new NoLiteral();
    return value;
  }

  private skipSpace(): void {
    space.lastIndex = this.at;
    space.test(this.text);
    this.at = space.lastIndex;
  }

  private peek(): string {
    this.skipSpace();
    return this.text[this.at] ?? '';
  }

  private take(token: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  private value(depth: number): Literal {
    if (depth > depthMax || ++this.values > valuesMax) throw new NoLiteral();
    const first = this.peek();
    if (first === '{') return this.map(depth);
    if (first === '[') return this.list(depth, ']');
    if (first === '(') return this.list(depth, ')');
    if (first === '"' || first === "'") return this.quoted(first);
    return this.bare();
  }

  private list(depth: number, end: string): Literal[] {
    this.at++;
    const items: Literal[] = [];
    while (!this.take(end)) {
      items.push(this.value(depth + 1));
      if (!this.take(',') && this.peek() !== end) throw new NoLiteral();
    }
    return items;
  }

  private map(depth: number): LiteralMap {
    this.at++;
    const map = new LiteralMap();
    while (!this.take('}')) {
      const name = this.value(depth + 1);
      if (typeof name !== 'string' || !(this.take('=>') || this.take(':'))) throw new NoLiteral();
      map.entries.push([name, this.value(depth + 1)]);
      if (!this.take(',') && this.peek() !== '}') throw new NoLiteral();
    }
    return map;
  }

  private quoted(quote: string): string {
    let out = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at];
      if (char === quote) {
        this.at++;
        return out;
      }
      out += char === '\\' ? this.escaped() : char;
    }
    throw new NoLiteral();
  }

  /** The character behind a backslash; leaves the reader on the last one of the sequence. */
  private escaped(): string {
    const char = this.text[++this.at] ?? '';
    const digits = char === 'u' ? 4 : char === 'x' ? 2 : 0;
    if (digits === 0) return escapes[char] ?? char;
    const code = this.text.slice(this.at + 1, this.at + 1 + digits);
    if (!/^[0-9a-f]+$/i.test(code) || code.length !== digits) return char;
    this.at += digits;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  private bare(): string | null {
    bareWord.lastIndex = this.at;
    const [found = ''] = bareWord.exec(this.text) ?? [];
    if (found === '') throw new NoLiteral();
    this.at += found.length;
    return nothing.has(found) ? null : found.replace(/^:/, '');
  }
}

/** The value that the text is, whole; undefined where it is none. Never throws. */
export function readLiteral(text: string): Literal | undefined {
  try {
    return new LiteralReader(text).readWhole();
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}
