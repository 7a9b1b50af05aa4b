import { describe, expect, it } from 'vitest';
import { askedWords, readAsked } from './asked-words.ts';
import { type AskedReason, askedReasonSchema } from './schema-asked.ts';

const reasons: AskedReason[] = [
  { code: 'missing', values: { sellsWell: false, instructive: true } },
  { code: 'doubted', values: { sellsWell: true, instructive: true } },
  { code: 'doubted', values: { sellsWell: false, instructive: true, valued: true } },
  { code: 'unsure', values: { sellsWell: false, instructive: false } },
  { code: 'text-picture', values: { sellsWell: true, instructive: false } },
  { code: 'audit', values: {} },
  { code: 'golden', values: {} },
  { code: 'merged', values: {} },
  { code: 'exception', values: {} },
  { code: 'two-people', values: {} },
  { code: 'rejected', values: {} },
  { code: 'again', values: { note: 'two lines:\nsay it again' } },
  { code: 'taxonomy', values: { path: 'Home > Decor' } },
  { code: 'teaches', values: { share: 0.87 } },
  { code: 'teaches-matcher', values: { share: 0.5 } },
  { code: 'alike', values: { count: 12 } },
  { code: 'partly-alike', values: { count: 3 } },
  { code: 'two-models', values: { one: 'Home > Kitchen > Kettles', other: 'Home > Decor, Gifts > Vases' } },
  { code: 'said', values: { text: 'whatever an older version wrote' } },
];

describe('why a person is asked', () => {
  it.each(reasons.map((reason) => [reason.code, reason] as const))(
    '%s is read back as it was',
    (_, reason) => {
      expect(askedReasonSchema.parse(readAsked(askedWords(reason)))).toEqual(reason);
    },
  );

  it('covers every code', () => {
    const codes = askedReasonSchema.options.map((option) => option.shape.code.value);
    expect(new Set(reasons.map((reason) => reason.code))).toEqual(new Set(codes));
  });

  it('is nothing on a blind card', () => {
    expect(readAsked('')).toBeNull();
  });
});
