import { describe, expect, it } from 'vitest';
import { reuseAnswers } from './reuse-answers.ts';

/** A clock of our own, and a question that takes as long as it is told. */
function aDesk() {
  let nowMs = 0;
  let asked = 0;
  const waiting: ((error?: Error) => void)[] = [];
  const ask = reuseAnswers(
    (key) => {
      const answer = `${key} ${++asked}`;
      return new Promise<string>((resolve, reject) =>
        waiting.push((error) => (error ? reject(error) : resolve(answer))),
      );
    },
    () => nowMs,
  );
  const answerAfter = async (tookMs: number, error?: Error): Promise<void> => {
    nowMs += tookMs;
    for (const end of waiting.splice(0)) end(error);
    await Promise.resolve();
    await Promise.resolve();
  };
  const pass = (ms: number): void => void (nowMs += ms);
  return { ask, answerAfter, pass };
}

describe('reuseAnswers', () => {
  it('asks once for all who ask meanwhile, and again when three times its cost have passed', async () => {
    const { ask, answerAfter, pass } = aDesk();
    const both = [ask('a'), ask('a'), ask('b')];
    await answerAfter(500);
    expect(await Promise.all(both)).toEqual(['a 1', 'a 1', 'b 2']);
    pass(1499);
    expect(await ask('a')).toBe('a 1');
    pass(2);
    const fresh = ask('a');
    await answerAfter(500);
    expect(await fresh).toBe('a 3');
  });

  it('asks anew where that costs next to nothing', async () => {
    const { ask, answerAfter } = aDesk();
    const first = ask('a');
    await answerAfter(20);
    await first;
    const second = ask('a');
    await answerAfter(20);
    expect(await second).toBe('a 2');
  });

  it('gives nothing that is older than five seconds, and never a failure twice', async () => {
    const { ask, answerAfter, pass } = aDesk();
    const slow = ask('a');
    await answerAfter(60_000);
    await slow;
    pass(5001);
    const failing = ask('a');
    await Promise.all([answerAfter(10, new Error('gone')), expect(failing).rejects.toThrow('gone')]);
    const next = ask('a');
    await answerAfter(10);
    expect(await next).toBe('a 3');
  });
});
