/**
 * Child processes that cannot outlive us: each holds the read end of a pipe as standard input and ends when it closes,
 * which the kernel does even when the supervisor is killed. They run in process groups of their own, so that Ctrl-C
 * reaches the supervisor alone, which ends them in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { childEnv } from '#server/config/env.ts';

export interface ChildOptions {
  name: string;
  /** Arguments of node. */
  args: string[];
  env: Record<string, string | undefined>;
  /** Called with each whole line of standard output; lines not taken (false) are printed. */
  onLine?: (line: string) => boolean;
  /** Exit codes after which a restart is useless. */
  finalCodes?: number[];
  onFinal?: (code: number) => void;
}

export interface Child {
  stop(): Promise<void>;
  /** Process id now, for messages and tests; undefined between two lives. */
  pid(): number | undefined;
}

/** Preloaded into programs that do not watch their standard input themselves. Keeps them alive: not for `runOnce`. */
export const tether = 'data:text/javascript,process.stdin.on("close",()=>process.exit(0)).resume()';

const restartFirstMs = 250;
const restartMaxMs = 15_000;
/** A life this long means that the child was well: the next pause starts small again. */
const healthyMs = 30_000;
const killAfterMs = 8000;

function printLines(child: ChildProcess, options: ChildOptions): void {
  let rest = '';
  child.stdout?.on('data', (data: Buffer) => {
    const lines = (rest + data.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() && !options.onLine?.(line)) console.log(`[${options.name}] ${line}`);
    }
  });
}

/** Starts a child and keeps it running, with growing pauses, until stopped. */
export function keepRunning(options: ChildOptions): Child {
  let current: ChildProcess | undefined;
  let stopping = false;
  let pauseMs = restartFirstMs;
  let timer: NodeJS.Timeout | undefined;

  const start = (): void => {
    const startedAt = Date.now();
    const child = spawn(process.execPath, options.args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
      env: childEnv(options.env),
    });
    child.stdin.on('error', () => undefined);
    current = child;
    printLines(child, options);
    child.once('exit', (code, signal) => {
      current = undefined;
      if (stopping) return;
      if (code !== null && options.finalCodes?.includes(code)) {
        options.onFinal?.(code);
        return;
      }
      if (Date.now() - startedAt > healthyMs) pauseMs = restartFirstMs;
      console.error(`[${options.name}] ended (${signal ?? code}); starts again in ${pauseMs} ms`);
      timer = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, restartMaxMs);
    });
  };
  start();
  return {
    pid: () => current?.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await end(current);
    },
  };
}

/** Asks a child to end, then insists. */
async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const insist = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  child.kill('SIGTERM');
  child.stdin?.end();
  await ended;
  clearTimeout(insist);
}

/**
 * Runs a node program to its end; it is killed when we end before it. Its output is shown line by line (`show`), or only in the error when it fails.
 * Throws with the last lines.
 */
export async function runOnce(
  name: string,
  args: string[],
  env: Record<string, string | undefined>,
  show = false,
): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], env: childEnv(env) });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.stdin.on('error', () => undefined);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString('utf8');
      if (show) process.stdout.write(data);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('exit', (status) => resolve(status)));
  process.off('exit', endWithUs);
  if (code !== 0) throw new Error(`${name} failed:\n${output.trim().split('\n').slice(-30).join('\n')}`);
}
