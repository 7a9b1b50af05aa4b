/**
 * How long a person worked on a card, with idle time removed: a pause longer than `idleAfterMs` counts as
 * `idleAfterMs`, not as work. Pure: the caller gives the clock.
 */
export const idleAfterMs = 30_000;

export interface ActiveTime {
  lastMs: number;
  activeMs: number;
  idleRemoved: boolean;
}

export function startActiveTime(nowMs: number): ActiveTime {
  return { lastMs: nowMs, activeMs: 0, idleRemoved: false };
}

/** Call at every sign of life (key, pointer, focus) and once more when the answer is given. */
export function addActivity(time: ActiveTime, nowMs: number): ActiveTime {
  const gapMs = Math.max(0, nowMs - time.lastMs);
  return {
    lastMs: Math.max(nowMs, time.lastMs),
    activeMs: time.activeMs + Math.min(gapMs, idleAfterMs),
    idleRemoved: time.idleRemoved || gapMs > idleAfterMs,
  };
}
