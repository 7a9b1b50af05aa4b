import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childEnv } from '#server/config/env.ts';
import { lockFolder } from '#server/db/embedded/lock.ts';
import { freePort } from '#server/tooling/free-port.ts';

let folder: string;
let port: number;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-start-'));
  port = await freePort();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the product as people do, where it cannot start; what it says, and its exit code. */
async function start(changes: Record<string, string>): Promise<{ said: string; code: number | null }> {
  const env = childEnv({ PORT: String(port), SHELFWISE_DATA: path.join(folder, 'data'), ...changes });
  const supervisor = spawn(process.execPath, ['--import', 'tsx', 'server/supervise.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, DATABASE_URL: changes.DATABASE_URL },
  });
  let said = '';
  for (const stream of [supervisor.stdout, supervisor.stderr]) stream.on('data', (data) => (said += data));
  const code = await new Promise<number | null>((resolve) => supervisor.once('exit', resolve));
  return { said, code };
}

/** One sentence or two, and no stack: people read it. */
function expectSentence({ said, code }: { said: string; code: number | null }, wanted: RegExp): void {
  expect(said).toMatch(wanted);
  expect(said.trim().split('\n')).toHaveLength(1);
  expect(code).toBe(1);
}

const listen = (host: string): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(port, host, () => resolve(server));
  });

describe('a start that cannot be', () => {
  it('names the setting that is wrong', async () => {
    expectSentence(await start({ PORT: 'eighty' }), /^The environment is not valid\. PORT: /);
  });

  it('names the port that is taken, and touches no data', async () => {
    const other = await listen('127.0.0.1');
    expectSentence(
      await start({}),
      new RegExp(`^Port ${port} of 127.0.0.1 is in use by another program\\. .*PORT=`),
    );
    expect(existsSync(path.join(folder, 'data'))).toBe(false);
    other.close();
  });

  it('names the process that has the data folder', async () => {
    const release = await lockFolder(path.join(folder, 'data/run'));
    expectSentence(
      await start({}),
      new RegExp(`^Shelfwise already runs on .*by process ${process.pid}\\)\\. Stop that`),
    );
    release();
  }, 20_000);

  it('says that the data folder is a file, or cannot be written', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    expectSentence(
      await start({ SHELFWISE_DATA: path.join(folder, 'file') }),
      /is a file, not a folder: set SHELFWISE_DATA/,
    );
    // Nobody may make folders there, not even root.
    expectSentence(
      await start({ SHELFWISE_DATA: '/sys/shelfwise' }),
      /^The data folder \/sys\/shelfwise .*SHELFWISE_DATA/,
    );
  });

  it('says that the server of DATABASE_URL does not answer, and frees the folder', async () => {
    const DATABASE_URL = `postgresql://shelfwise:top-secret@127.0.0.1:${port}/shelfwise`;
    const tried = await start({ DATABASE_URL });
    expectSentence(
      tried,
      new RegExp(`^No PostgreSQL answers at 127.0.0.1:${port}, which DATABASE_URL names`),
    );
    expect(tried.said).not.toContain('top-secret');
    expect(readdirSync(path.join(folder, 'data/run'))).toEqual([]);
  });
});
