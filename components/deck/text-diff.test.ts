import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChangedLine, changesBetween, foldUnchanged } from './text-diff.ts';

/** One side of a comparison, read back. */
const side = (lines: readonly ChangedLine[], gone: 'added' | 'removed'): string =>
  lines
    .filter((line) => line.kind !== gone)
    .map((line) =>
      line.kind === 'rewritten'
        ? line.parts
            .filter((part) => part.kind !== gone)
            .map((part) => part.text)
            .join('')
        : line.text,
    )
    .join('\n');

describe('changesBetween', () => {
  it('gives both versions back, whatever they are', () => {
    const line = fc.constantFrom(
      '',
      'Kettles boil',
      'Kettles  boil water',
      '- no vases',
      ' - no vases',
      'x y z ',
    );
    const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = changesBetween(before, after);
        expect(side(lines, 'added')).toBe(before);
        expect(side(lines, 'removed')).toBe(after);
      }),
    );
  });

  it('names the words that changed in a line, and leaves the others alone', () => {
    expect(
      changesBetween('Kettles hold up to 2 l.\nNo vases.', 'Kettles hold up to 3 l.\nNo vases.'),
    ).toEqual([
      {
        kind: 'rewritten',
        parts: [
          { kind: 'same', text: 'Kettles hold up to' },
          { kind: 'removed', text: ' 2' },
          { kind: 'added', text: ' 3' },
          { kind: 'same', text: ' l.' },
        ],
      },
      { kind: 'same', text: 'No vases.' },
    ]);
  });

  it('compares marks apart from words, so that a comma makes no new line', () => {
    const [line] = changesBetween('- Up to 40 cm wide', '- Up to 45 cm wide, measured empty');
    expect(line).toMatchObject({ kind: 'rewritten' });
  });

  it('tells a line that came from one that was rewritten', () => {
    expect(changesBetween('one\ntwo', 'one\nquite another matter\ntwo')).toEqual([
      { kind: 'same', text: 'one' },
      { kind: 'added', text: 'quite another matter' },
      { kind: 'same', text: 'two' },
    ]);
    expect(changesBetween('gone', 'quite another').map((line) => line.kind)).toEqual(['removed', 'added']);
  });

  it('pairs what is too long to be compared line by line, and loses nothing', () => {
    const many = (word: string) => Array.from({ length: 2000 }, (_, at) => `${word} ${at}`).join('\n');
    const lines = changesBetween(many('some'), many('other'));
    expect([side(lines, 'added'), side(lines, 'removed')]).toEqual([many('some'), many('other')]);
  });
});

describe('foldUnchanged', () => {
  it('leaves out empty lines that came or went', () => {
    expect(foldUnchanged(changesBetween('1\n\n2', '1\n2')).map((line) => line.kind)).toEqual(['folded']);
  });

  it('keeps a line around each change and counts the others', () => {
    const lines = changesBetween('1\n2\n3\n4\n5\n6', '1\n2\n3\n4\nfive and more\n6');
    expect(foldUnchanged(lines)).toEqual([
      { kind: 'folded', count: 3 },
      { kind: 'same', text: '4' },
      { kind: 'removed', text: '5' },
      { kind: 'added', text: 'five and more' },
      { kind: 'same', text: '6' },
    ]);
  });
});
