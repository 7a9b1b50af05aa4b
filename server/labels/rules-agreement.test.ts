import { describe, expect, it } from 'vitest';
import { agreementOf, type Voice } from './rules-agreement.ts';

const voice = (id: string, actorId: string, value: string, state: Voice['state'] = 'raw'): Voice => ({
  id,
  actorId,
  value,
  state,
});

describe('agreement', () => {
  it('leaves one voice raw', () => {
    expect(agreementOf([voice('1', 'ann', 'kettles')])).toEqual([]);
  });

  it('needs two people, not two answers of one', () => {
    expect(agreementOf([voice('1', 'ann', 'kettles'), voice('2', 'ann', 'kettles')])).toEqual([]);
    expect(
      agreementOf([voice('1', 'ann', 'kettles'), voice('2', 'ben', 'kettles')]).map((change) => change.state),
    ).toEqual(['agreed', 'agreed']);
  });

  it('is disputed by one other answer', () => {
    expect(
      agreementOf([voice('1', 'ann', 'kettles', 'agreed'), voice('2', 'ben', 'vases')]).map(
        (change) => change.state,
      ),
    ).toEqual(['disputed', 'disputed']);
  });

  it('does not hear what was taken back', () => {
    expect(
      agreementOf([voice('1', 'ann', 'kettles', 'disputed'), voice('2', 'ben', 'vases', 'excluded')]),
    ).toEqual([{ id: '1', state: 'raw' }]);
  });
});
