/** Names of files inside an archive, as feeds refer to them. No name from inside is ever used as a path. */

/** What an archive may hold before it counts as hostile. */
export interface ArchiveLimits {
  entriesMax: number;
  /** Of one file, unpacked. */
  fileBytesMax: number;
  /** Of all files together, unpacked. */
  totalBytesMax: number;
  /** Unpacked bytes a packed byte: photographs barely shrink, bombs do by thousands. */
  ratioMax: number;
}

export const archiveLimits: ArchiveLimits = {
  entriesMax: 2_000_000,
  fileBytesMax: 20 * 2 ** 20,
  totalBytesMax: 64 * 2 ** 30,
  ratioMax: 200,
};

/** Feeds and archives disagree about folders: compared by the whole name, then by its last part. */
export const lastPart = (name: string): string => name.replaceAll('\\', '/').split('/').at(-1) ?? name;

const ambiguous = Symbol('ambiguous');

/** Entries by name. A last part that several entries share names none of them. */
export class ArchiveNames<T> {
  private readonly whole = new Map<string, T>();
  private readonly last = new Map<string, T | typeof ambiguous>();

  /** The first entry of a name counts; a later one could only mean to hide it. */
  add(name: string, entry: T): void {
    if (this.whole.has(name)) return;
    this.whole.set(name, entry);
    const part = lastPart(name);
    this.last.set(part, this.last.has(part) ? ambiguous : entry);
  }

  get size(): number {
    return this.whole.size;
  }

  find(name: string): { ok: true; entry: T } | { ok: false; reason: string } {
    const plain = name.replace(/^\.?\//, '');
    const entry = this.whole.get(name) ?? this.whole.get(plain) ?? this.whole.get(`./${plain}`);
    if (entry !== undefined) return { ok: true, entry };
    const byPart = this.last.get(lastPart(name));
    if (byPart === undefined) return { ok: false, reason: 'no such file in the archive' };
    if (byPart === ambiguous)
      return { ok: false, reason: 'several files of this name are in the archive: name it with its folder' };
    return { ok: true, entry: byPart as T };
  }
}

/** The archive as a whole cannot be used; the message is for the person who brought it. */
export class ArchiveError extends Error {}
