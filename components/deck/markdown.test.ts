import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInline, parseMarkdown, safeHref } from './markdown.ts';

it('reads headings, lists, quotes and paragraphs', () => {
  expect(parseMarkdown('# Kettles\nOnly **electric**\nones.\n\n- a\n- b\n\n1. x\n> why')).toEqual([
    { kind: 'heading', level: 2, inline: [{ kind: 'text', text: 'Kettles' }] },
    {
      kind: 'paragraph',
      inline: [
        { kind: 'text', text: 'Only ' },
        { kind: 'bold', text: 'electric' },
        { kind: 'text', text: ' ones.' },
      ],
    },
    { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
    { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'x' }]] },
    { kind: 'quote', inline: [{ kind: 'text', text: 'why' }] },
  ]);
});

it('never makes markup or a script of what it does not know', () => {
  expect(parseInline('<script>alert(1)</script>')).toEqual([
    { kind: 'text', text: '<script>alert(1)</script>' },
  ]);
  expect(parseInline('[x](javascript:alert(1))')[0].kind).toBe('text');
  for (const href of ['javascript:alert(1)', 'JavaScript:x', 'data:text/html,x', '//evil.test', 'vbscript:x'])
    expect(safeHref(href)).toBeNull();
  expect(safeHref('https://example.test/a')).toBe('https://example.test/a');
});

it('loses no word of any text without marks', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 20 }), (words) => {
      const [block] = parseMarkdown(words.join(' '));
      expect(block).toEqual({ kind: 'paragraph', inline: [{ kind: 'text', text: words.join(' ') }] });
    }),
  );
});
