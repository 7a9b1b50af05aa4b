/** Whether something must be built again: a hash over what it is built from, kept beside what was built. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ignored = /(^|\/)(generated|results|testing|tooling|benchmarks|node_modules)(\/|$)|\.test\.tsx?$/;

function* filesUnder(entry: string): Generator<string> {
  if (!existsSync(entry) || ignored.test(entry)) return;
  let children: string[];
  try {
    children = readdirSync(entry).sort();
  } catch {
    yield entry; // a file
    return;
  }
  for (const child of children) yield* filesUnder(path.join(entry, child));
}

/** Hash of the names and bytes of these files and folders, in a fixed order. */
export function stampOf(entries: string[]): string {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesUnder(entry)) hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Runs `build` unless `stampFile` says that it ran for these inputs. Returns whether it ran. */
export async function buildIfChanged(
  stampFile: string,
  inputs: string[],
  build: () => Promise<void>,
): Promise<boolean> {
  const stamp = stampOf(inputs);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  await build();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}
