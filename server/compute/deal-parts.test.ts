import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { dealParts } from './deal-parts.ts';

describe('dealing parts', () => {
  it('gives every part to one lane, and never two at once to one', async () => {
    const done: number[] = [];
    const busy = new Set<number>();
    await dealParts(20, 3, async (part, lane) => {
      expect(busy.has(lane)).toBe(false);
      busy.add(lane);
      await wait(part % 3);
      busy.delete(lane);
      done.push(part);
    });
    expect(done.sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  it('begins no part after one failed, and rejects once all lanes have ended', async () => {
    const begun: number[] = [];
    let underWay = 0;
    const dealt = dealParts(20, 3, async (part) => {
      begun.push(part);
      if (part === 1) throw new Error('no room');
      underWay++;
      await wait(10);
      underWay--;
    });
    await expect(dealt).rejects.toThrow('no room');
    expect(begun).toEqual([0, 1, 2]);
    expect(underWay).toBe(0);
  });
});
