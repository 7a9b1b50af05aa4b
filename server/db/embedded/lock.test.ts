import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder, startTimeOf } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockFile = (): string => path.join(folder, 'owner.lock');

describe('lockFolder', () => {
  it('takes over from a process that died, and from one whose number somebody else has now', async () => {
    const dead = spawnSync('true').pid;
    for (const left of [`${dead}\n123\n`, `${process.pid}\n1\n`, '']) {
      writeFileSync(lockFile(), left);
      const release = await lockFolder(folder);
      expect(readFileSync(lockFile(), 'utf8')).toBe(`${process.pid}\n${startTimeOf(process.pid)}\n`);
      release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('refuses a folder that a live process has', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder, 200)).rejects.toThrow(FolderInUse);
    release();
  });

  it('lets one of many through that come at the same moment, past a stale lock', async () => {
    writeFileSync(lockFile(), `${spawnSync('true').pid}\n123\n`);
    const module = path.resolve(import.meta.dirname, 'lock.ts');
    const script = `const { lockFolder } = await import(${JSON.stringify(module)});
      await new Promise((wake) => setTimeout(wake, Math.max(0, Number(process.argv[1]) - Date.now())));
      await lockFolder(process.argv[2], 500).then(() => console.log('mine'), () => console.log('refused'));
      process.stdin.resume();`;
    const atMs = Date.now() + 2500;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, String(atMs), folder];
    const rivals = Array.from({ length: 6 }, () =>
      spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const said = await Promise.all(
      rivals.map(
        (rival) => new Promise<string>((done) => rival.stdout.once('data', (text) => done(String(text)))),
      ),
    );
    for (const rival of rivals) rival.stdin.end();
    expect(said.map((text) => text.trim()).sort()).toEqual(['mine', ...Array(5).fill('refused')]);
  }, 30_000);
});
