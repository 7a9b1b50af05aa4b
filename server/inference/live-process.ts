/**
 * Scores single products for the web process in a process of its own: a model run blocks its thread for its whole
 * length, and a crash in native code must not take the desk down. Started on first use by tsx, so that it is the same
 * code in development, in a build and in tests; it ends when its channel closes, and the next question starts it again.
 * Bounded: what cannot wait is refused at once. Lanes are processes side by side: the vector of a few typed words (.1 ms)
 * never waits behind a product with a picture (up to a second).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { childEnv } from '#server/config/env.ts';

const pendingMax = 32;
const timeoutMs = 15_000;
const entry = 'server/live.ts';

export type LiveOutcome =
  | { ok: true; answer: unknown }
  | { ok: false; reason: 'busy' | 'timeout' | 'failed' };

interface Reply {
  id: number;
  answer?: unknown;
  error?: string;
}

interface LiveProcess {
  child: ChildProcess | null;
  lastId: number;
  pending: Map<number, (outcome: LiveOutcome) => void>;
}

export type LiveLane = 'products' | 'words';

// Next may load this module once per bundle; the process of a lane must be one.
const holder = globalThis as typeof globalThis & { shelfwiseLive?: Map<LiveLane, LiveProcess> };

function state(lane: LiveLane): LiveProcess {
  const lanes = (holder.shelfwiseLive ??= new Map());
  const known = lanes.get(lane) ?? { child: null, lastId: 0, pending: new Map() };
  lanes.set(lane, known);
  return known;
}

function settle(live: LiveProcess, id: number, outcome: LiveOutcome): void {
  const resolve = live.pending.get(id);
  live.pending.delete(id);
  resolve?.(outcome);
}

function start(live: LiveProcess): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnv({ NODE_ENV: undefined, NODE_OPTIONS: undefined, SHELFWISE_DB_POOL_MAX: '2' }),
  });
  child.on('message', (reply: Reply) => {
    if (reply.error !== undefined) console.error(`live scoring: ${reply.error}`);
    settle(live, reply.id, reply.error === undefined ? { ok: true, answer: reply.answer } : failed);
  });
  const gone = (): void => {
    if (live.child !== child) return;
    live.child = null;
    for (const id of [...live.pending.keys()]) settle(live, id, failed);
  };
  child.once('error', gone);
  child.once('exit', gone);
  child.unref();
  child.channel?.unref();
  live.child = child;
  return child;
}

const failed: LiveOutcome = { ok: false, reason: 'failed' };

/**
 * Asks the scoring process of a lane. Outcomes: `busy` where too many wait already, `timeout` after `limitMs` (what the
 * process has not begun by then it does not begin), `failed` where it threw (logged once) or ended.
 */
export function askLive(
  kind: string,
  input: unknown,
  { lane = 'products', limitMs = timeoutMs }: { lane?: LiveLane; limitMs?: number } = {},
): Promise<LiveOutcome> {
  const live = state(lane);
  if (live.pending.size >= pendingMax) return Promise.resolve({ ok: false, reason: 'busy' });
  const child = live.child ?? start(live);
  const id = ++live.lastId;
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(live, id, { ok: false, reason: 'timeout' }), limitMs);
    live.pending.set(id, (outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    });
    child.send({ id, kind, input, untilMs: Date.now() + limitMs }, (error) => {
      if (error) settle(live, id, failed);
    });
  });
}

/** Ends the process of a lane, as a crash would; the next question starts another. For tests. */
export function endLive(lane: LiveLane, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' = 'SIGKILL'): void {
  state(lane).child?.kill(signal);
}
