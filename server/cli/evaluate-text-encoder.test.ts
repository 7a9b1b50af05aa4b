/** `evaluate categorize` with an encoder of texts plugged in, as somebody else calls it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tinyTextEncoder } from '#server/inference/tiny-text-encoder.fixture.ts';
import { makeRng } from '#server/ml/rng.ts';
import { shelfwise, shelfwiseHere } from '#server/testing/command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-cli-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const rng = makeRng(3);
const limit = { timeout: 120_000 };

const leaves = ['Shoes', 'Vases', 'Phones'];
const colours = ['red', 'blue', 'green', 'black'];

/** Every row names its kind by a word of its own: nobody can learn them, and only the encoder knows what they mean. */
const synonyms: Record<string, string> = {};
function newWord(leaf: string): string {
  const word = Array.from({ length: 7 }, () => 'abcdefghijklmnopqrstuvwxyz'[rng.below(26)]).join('');
  synonyms[word] = leaf.toLowerCase();
  return word;
}

function table(name: string, count: number): string {
  const file = path.join(folder, name);
  const rows = Array.from({ length: count }, (_, row) => {
    const leaf = leaves[row % 3];
    return `${colours[rng.below(4)]} ${newWord(leaf)},${leaf}`;
  });
  writeFileSync(file, `title,leaf\n${rows.join('\n')}\n`);
  return file;
}

const train = table('train.csv', 150);
const test = table('test.csv', 60);

const asked = [
  ...['evaluate', 'categorize', '--labels', 'leaf', '--train', train, '--test', test],
  ...['--text', 'title', '--threads', '1', '--json'],
];

describe('shelfwise evaluate categorize --text-encoder', () => {
  it('knows words that no training row has, by an encoder that does', limit, async () => {
    const words = [...colours, ...leaves.map((leaf) => leaf.toLowerCase()), ...Object.keys(synonyms)];
    const encoder = tinyTextEncoder(folder, 'encoder', words, {}, { synonyms });
    const [without, plugged] = await Promise.all([
      shelfwise(...asked),
      shelfwise(...asked, '--text-encoder', encoder),
    ]);
    expect([without.code, plugged.code]).toEqual([0, 0]);
    expect(plugged.err).toContain('150 of 150 texts encoded');
    expect(plugged.err).toContain('text encoder');
    expect(JSON.parse(without.out).levels[0].accuracy).toBeLessThan(0.7);
    expect(JSON.parse(plugged.out).levels[0].accuracy).toBeGreaterThan(0.95);
  });

  it('says in one line what is wrong with the encoder', limit, async () => {
    const broken = path.join(folder, 'broken.json');
    writeFileSync(broken, '{"file":"nothing.onnx"}');
    const { code, err } = await shelfwiseHere(...asked, '--text-encoder', broken);
    expect(code).toBe(2);
    expect(err).toContain('the text encoder');
  });
});
