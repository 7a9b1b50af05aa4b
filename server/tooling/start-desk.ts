/** Starts the whole product as people do, on a data folder and a port of its own, for journeys, kills and screenshots. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { childEnv } from '#server/config/env.ts';
import { freePort } from './free-port.ts';

export interface RunningDesk {
  url: string;
  /** One-time link that the start printed. */
  signInLink: string;
  dataFolder: string;
  supervisor: ChildProcess;
  /** Lines printed so far. */
  output: () => string;
  stop(): Promise<void>;
}

/** The demonstration catalog loads, trains and pairs up in two to five minutes. */
const readyMaxMs = 10 * 60_000;

export interface DeskOptions {
  demo?: boolean;
  /** Default: a new temporary folder, removed by `stop`. */
  dataFolder?: string;
  port?: number;
  /** PostgreSQL to use; default: the embedded database in the data folder. */
  databaseUrl?: string;
}

/** Resolves when the product is ready (with `demo`: when the demonstration catalog is loaded too). */
export async function startDesk(options: DeskOptions = {}): Promise<RunningDesk> {
  const root = path.resolve(import.meta.dirname, '../..');
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(os.tmpdir(), 'shelfwise-desk-'));
  const port = options.port ?? (await freePort());
  const demo = options.demo ? ['--demo'] : [];
  const supervisor = spawn(process.execPath, ['--import', 'tsx', 'server/supervise.ts', ...demo], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnv({
      PORT: String(port),
      SHELFWISE_DATA: dataFolder,
      DATABASE_URL: options.databaseUrl,
      SHELFWISE_PUBLIC_URL: undefined,
    }),
  });
  let output = '';
  const ended = new Promise<void>((resolve) => supervisor.once('exit', () => resolve()));
  const ready = new Promise<string>((resolve, reject) => {
    const look = (data: Buffer): void => {
      output += data.toString('utf8');
      const link = /(http:\S+\/login\?token=\S+)/.exec(output)?.[1];
      if (link && (!options.demo || /demonstration catalog is loaded/.test(output))) resolve(link);
    };
    supervisor.stdout.on('data', look);
    supervisor.stderr.on('data', look);
    void ended.then(() => reject(new Error(`the product did not start:\n${output}`)));
    const tooLate = (): void => reject(new Error(`not ready after ${readyMaxMs / 1000} s:\n${output}`));
    setTimeout(tooLate, readyMaxMs).unref();
  }).catch((error: unknown) => {
    supervisor.kill('SIGTERM');
    throw error;
  });
  const signInLink = await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    signInLink,
    dataFolder,
    supervisor,
    output: () => output,
    stop: async () => {
      supervisor.kill('SIGTERM');
      await ended;
      if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
