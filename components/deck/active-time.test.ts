import { expect, it } from 'vitest';
import { addActivity, idleAfterMs, startActiveTime } from './active-time.ts';

it('counts work and caps a pause, saying so', () => {
  let time = startActiveTime(1_000);
  time = addActivity(time, 3_000);
  expect(time).toMatchObject({ activeMs: 2_000, idleRemoved: false });
  time = addActivity(time, 3_000 + 10 * idleAfterMs);
  expect(time).toMatchObject({ activeMs: 2_000 + idleAfterMs, idleRemoved: true });
});

it('never runs backwards with the clock', () => {
  const time = addActivity(startActiveTime(5_000), 4_000);
  expect(time).toMatchObject({ activeMs: 0, lastMs: 5_000 });
});
