import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { messages as de } from '#components/language/de/messages.ts';
import { messages as en } from '#components/language/en/messages.ts';
import { formatOf } from '#components/language/format.ts';
import {
  askedNowWords,
  askedWords,
  fieldWords,
  pairReasonList,
  pairReasonWords,
  saysWords,
  suggestionWords,
} from './reason-words.ts';

const english = createTranslator({ locale: 'en', messages: en, namespace: 'reasons' });
const german = createTranslator({ locale: 'de', messages: de, namespace: 'reasons' });

describe('reasons in words', () => {
  it('of a suggestion: words and where products like it are filed', () => {
    const seen = { code: 'seen' as const, values: { words: ['kettle', '2200 W'], agreeing: 4, near: 5 } };
    expect(suggestionWords(english, seen)).toBe(
      '“kettle”, “2200 W”; 4 of 5 similar products are filed there',
    );
    expect(suggestionWords(german, seen)).toBe('„kettle“, „2200 W“; 4 von 5 ähnlichen Produkten liegen dort');
    const whole = { code: 'seen' as const, values: { words: [], agreeing: 0, near: 0 } };
    expect(suggestionWords(english, whole)).toBe('the product as a whole');
  });

  it('of a sentence that was stored without a code: as it was written', () => {
    const said = { code: 'said' as const, values: { text: 'the title says so' } };
    expect(suggestionWords(german, said)).toBe('the title says so');
    expect(askedWords(german, formatOf('de'), said)).toBe('the title says so');
    expect(pairReasonWords(german, formatOf('de'), said)).toBe('the title says so');
  });

  it('of the queue, with shares as the language writes them', () => {
    const teaches = { code: 'teaches' as const, values: { share: 0.875 } };
    expect(askedWords(german, formatOf('de'), teaches)).toMatch(/\(87,5\s%\)/);
    const doubted = { code: 'doubted' as const, values: { sellsWell: true, instructive: false } };
    expect(askedWords(english, formatOf('en'), doubted)).toBe('the given category is doubted, sells well');
    const rare = { code: 'doubted' as const, values: { sellsWell: false, instructive: true } };
    const now = (waitingDays: number) => askedNowWords(german, formatOf('de'), { asked: rare, waitingDays });
    expect(now(1)).toBe('die angegebene Kategorie ist zweifelhaft, brächte dem Modell viel bei');
    expect(now(9)).toBe(`${now(1)}, wartet seit 9 Tagen`);
  });

  it('of a pair: kinds of amounts and colours by name, what listings wrote as they wrote it', () => {
    const amounts = {
      code: 'different-quantity' as const,
      values: { dimension: 'storage' as const, one: '128 GB', other: ['256 GB'] },
    };
    const colours = { code: 'different-colours' as const, values: { one: ['black'], other: ['teal-ish'] } };
    expect(pairReasonList(english, formatOf('en'), [amounts, colours], ' · ')).toBe(
      'different storage: 128 GB against 256 GB · colour black against teal-ish',
    );
    expect(pairReasonWords(german, formatOf('de'), colours)).toBe('Farbe schwarz gegen teal-ish');
    const apart = { code: 'prices-apart' as const, values: { times: 2.52 } };
    expect(pairReasonWords(german, formatOf('de'), apart)).toBe('Preise um das 2,5-Fache auseinander');
  });

  it('names our fields and modalities, and leaves the names of others', () => {
    expect(fieldWords(german, { field: 'attribute:colour', label: 'colour' })).toBe('Farbe');
    expect(fieldWords(german, { field: 'attribute:thread count', label: 'Thread Count' })).toBe(
      'Thread Count',
    );
    expect(saysWords(english, 'similar products')).toBe('similar products say');
    expect(saysWords(english, 'audio')).toBe('audio says');
  });
});
