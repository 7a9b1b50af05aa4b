/** The `shelfwise` command line as tests call it: as a process of its own, or, where starting one adds nothing, in this one. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { vi } from 'vitest';
import { runCommandLine } from '#server/cli/command-line.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Told {
  code: number;
  out: string;
  err: string;
}

/** As somebody else calls it. */
export function shelfwise(...words: string[]): Promise<Told> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/cli/main.ts', ...words],
      { cwd: root },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** The same words in this process: .8 s less. One at a time: what this process writes meanwhile is taken for the command's. */
export async function shelfwiseHere(...words: string[]): Promise<Told> {
  const told = { out: '', err: '' };
  const write = (to: 'out' | 'err') => (text: unknown) => {
    told[to] += String(text);
    return true;
  };
  const say = (to: 'out' | 'err') => (line: unknown) => void write(to)(`${line}\n`);
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(write('err')),
    vi.spyOn(console, 'log').mockImplementation(say('out')),
    vi.spyOn(console, 'error').mockImplementation(say('err')),
  ];
  try {
    return { code: await runCommandLine(words), ...told };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
