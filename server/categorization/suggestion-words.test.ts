import { describe, expect, it } from 'vitest';
import { readSuggestionReason, suggestionSentence } from './suggestion-words.ts';

describe('why a category is suggested', () => {
  it.each([
    { words: ['kettle', '2200 W'], agreeing: 4, near: 5 },
    { words: ['kettle'], agreeing: 0, near: 0 },
    { words: [], agreeing: 2, near: 5 },
    { words: [], agreeing: 0, near: 0 },
  ])('is read back from its sentence: %o', (values) => {
    const reason = { code: 'seen' as const, values };
    expect(readSuggestionReason(suggestionSentence(reason), values.words)).toEqual(reason);
  });

  it('knows the models that stand beside the one in use', () => {
    for (const code of ['not-seen', 'not-in-use'] as const) {
      const reason = { code, values: {} };
      expect(readSuggestionReason(suggestionSentence(reason), [])).toEqual(reason);
    }
  });

  it('shows a sentence of an older version as it was written', () => {
    const text = 'the title says so';
    expect(readSuggestionReason(text, ['title'])).toEqual({ code: 'said', values: { text } });
  });
});
