/** Finds the picture that a cell of a table means, in a folder and below it. Nothing outside the folder is ever named. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Pictures that a cell names: several are joined by `|` or `;`, or stand in a JSON list. */
export function namesInCell(cell: string | null): string[] {
  const text = (cell ?? '').trim();
  if (text.startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list.filter((item) => typeof item === 'string' && item.trim() !== '');
    } catch {
      // A name may begin with a bracket.
    }
  }
  return text
    .split(/[|;]/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** A name as a path with slashes: of a link its path, without query; nothing is ever fetched. */
function toPath(name: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return name.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  try {
    return decodeURIComponent(new URL(name).pathname).replace(/^\/+/, '');
  } catch {
    return '';
  }
}

const withoutExtension = (name: string): string => name.replace(/\.[a-z0-9]{2,5}$/i, '');

export interface ImageFolder {
  /** Absolute file of a name; null where there is none, or where several could be meant. */
  find(name: string): string | null;
}

/** Files below a folder by every way to call them; null where two files answer to one call. */
type Index = Map<string, string | null>;

function enter(index: Index, key: string, file: string): void {
  index.set(key, index.has(key) && index.get(key) !== file ? null : file);
}

/**
 * Reads the names below a folder once. A cell finds its file by the path below the folder, else by the end of that path
 * (`images/7.jpg` also where the folder itself is `images`), at last by the file name alone, in any case and with or
 * without its extension.
 */
export async function openImageFolder(folder: string): Promise<ImageFolder> {
  const root = path.resolve(folder);
  const exact = new Set<string>();
  const byPath: Index = new Map();
  const byName: Index = new Map();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const below = path.relative(root, file).split(path.sep).join('/');
    exact.add(below);
    const lower = below.toLowerCase();
    enter(byPath, lower, file);
    enter(byPath, withoutExtension(lower), file);
    const name = lower.slice(lower.lastIndexOf('/') + 1);
    enter(byName, name, file);
    enter(byName, withoutExtension(name), file);
  }
  return {
    find: (name) => {
      const asked = toPath(name);
      if (!asked || asked.split('/').includes('..')) return null;
      if (exact.has(asked)) return path.join(root, asked);
      const lower = asked.toLowerCase();
      for (let tail = lower; ; tail = tail.slice(tail.indexOf('/') + 1)) {
        const found = byPath.get(tail);
        if (found) return found;
        if (!tail.includes('/')) return byName.get(tail) ?? null;
      }
    },
  };
}
