import { describe, expect, it } from 'vitest';
import { loggedErrors } from '#server/testing/logged.ts';
import { askLive } from './live-process.ts';

describe('the scoring process', () => {
  it('refuses what cannot wait, and answers the rest; a question it does not know fails alone', async () => {
    const logged = await loggedErrors(async () => {
      const outcomes = await Promise.all(Array.from({ length: 40 }, () => askLive('unknown', {})));
      const count = (reason: string) => outcomes.filter((one) => !one.ok && one.reason === reason).length;
      expect([count('failed'), count('busy')]).toEqual([32, 8]);
      expect(await askLive('unknown', {})).toEqual({ ok: false, reason: 'failed' });
    });
    // Whoever runs the desk reads each of them.
    expect(logged).toEqual(Array(33).fill('live scoring: Error: unknown question: unknown'));
  }, 20_000);
});
