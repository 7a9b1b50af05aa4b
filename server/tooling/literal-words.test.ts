import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literalWords } from './literal-words.ts';

const root = join(import.meta.dirname, '../..');

function pages(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

describe('words in one language', () => {
  it('are found as text, in what is read aloud, and inside expressions', () => {
    const source = `const a = (
      <p title="Close it" className="not words" aria-label={open ? 'Shut' : t('open')}>
        Nothing left
        {count > 0 ? \`\${count} waiting\` : t('none')}
        {name || 'nobody here'}
        {t('said', { by: 'Ann Bell' })} <b data-kind="some words">· 3 % SKU</b>
      </p>
    );`;
    expect(literalWords('a.tsx', source)).toEqual([
      'a.tsx:2: Close it',
      'a.tsx:2: Shut',
      'a.tsx:3: Nothing left',
      'a.tsx:4: waiting',
      'a.tsx:5: nobody here',
    ]);
  });

  it('are nowhere: pages and parts of them speak through the message catalogue', () => {
    const files = [...pages('components'), ...pages('app')];
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => literalWords(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
