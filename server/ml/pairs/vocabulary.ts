/** Equal texts of many records kept once, by number; and a column of such numbers. A million listings name some thousands of brands. */
import { IntColumn } from './columns.ts';
import { TextTable, type TextTableParts } from './text-table.ts';

export class Vocabulary {
  /** By number; in a thread that was given a table, those that were asked for. */
  private readonly texts: string[];
  private readonly ids = new Map<string, number>();
  private readonly table: TextTable;

  /** Of texts that were told apart before: it can be read, not added to. */
  static over(parts: TextTableParts): Vocabulary {
    return new Vocabulary(new TextTable(parts));
  }

  constructor(table = new TextTable()) {
    this.table = table;
    this.texts = new Array<string>(table.count);
  }

  get count(): number {
    return this.texts.length;
  }

  get parts(): TextTableParts {
    while (this.table.count < this.texts.length) this.table.push(this.texts[this.table.count]);
    return this.table.parts;
  }

  at(id: number): string {
    this.texts[id] ??= this.table.of(id);
    return this.texts[id];
  }

  /** The number of a text; new ones take the next. */
  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.ids.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }

  /** Takes in the texts of another; answers their numbers here. */
  append(parts: TextTableParts): Int32Array {
    const others = new TextTable(parts);
    return Int32Array.from({ length: others.count }, (_, id) => this.id(others.of(id)));
  }
}

export interface NamedColumnParts {
  ids: Int32Array;
  texts: TextTableParts;
}

const unknown = -1;

/** One text or none a record, of few different ones. */
export class NamedColumn {
  private readonly ids: IntColumn;
  private readonly texts: Vocabulary;

  constructor(parts?: NamedColumnParts) {
    this.ids = new IntColumn(parts?.ids);
    this.texts = parts ? Vocabulary.over(parts.texts) : new Vocabulary();
  }

  get parts(): NamedColumnParts {
    return { ids: this.ids.parts, texts: this.texts.parts };
  }

  push(text: string | null): void {
    this.ids.push(text === null ? unknown : this.texts.id(text));
  }

  append({ ids, texts }: NamedColumnParts): void {
    const here = this.texts.append(texts);
    for (const id of ids) this.ids.push(id === unknown ? unknown : here[id]);
  }

  of(record: number): string | null {
    const id = this.ids.data[record];
    return id === unknown ? null : this.texts.at(id);
  }

  /** Whether there are two texts and more. */
  get isSeveral(): boolean {
    return this.texts.count > 1;
  }

  /** A number that is equal for equal texts; −1 for none. */
  idOf(record: number): number {
    return this.ids.data[record];
  }
}
