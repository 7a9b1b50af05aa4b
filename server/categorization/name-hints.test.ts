import { describe, expect, it } from 'vitest';
import { namesInTitle } from './name-hints.ts';
import { buildNameIndex, type NamedCategory } from './name-index.ts';

const entry = (pathName: string, localPath = pathName): NamedCategory => {
  const last = (path: string) => path.split(' > ').at(-1) ?? '';
  const local = { localName: last(localPath), localPath };
  return { categoryId: pathName, name: last(pathName), pathName, isLeaf: true, depth: 2, ...local };
};
const index = buildNameIndex([
  entry('Kitchen > Kettles'),
  entry('Kitchen > Kettles', 'Küche > Wasserkocher'),
  entry('Kitchen > Kettle Accessories & Replacement Parts'),
  entry('Garden > Fire Pits'),
  entry('Audio > Speakers'),
  entry('Audio > Turntables'),
  entry('Car > Speakers'),
  entry('Kitchen > Steel Bowls'),
  entry('Office > Highlighters'),
  entry('Film > Black & White Film'),
]);
const hints = (title: string) => namesInTitle(index, title, 3).map(({ categoryId }) => categoryId);

describe('names that stand in a title', () => {
  it('puts a whole name before a part of a long one, in whatever language it is kept', () => {
    expect(hints('ACME Kettle 1.7 L, stainless steel')[0]).toBe('Kitchen > Kettles');
    expect(hints('Wasserkocher Edelstahl 1,7 l')).toEqual(['Kitchen > Kettles']);
    expect(hints('Two kettles and more')[0]).toBe('Kitchen > Kettles');
  });

  it('lets the path above decide between equal names', () => {
    expect(hints('car speaker 10 cm')).toEqual(['Car > Speakers', 'Audio > Speakers']);
  });

  it('takes no beginning of a word for the word, nor one word for a name of several', () => {
    expect(hints('high performance speaker, black')).not.toContain('Office > Highlighters');
    expect(hints('black thing')).toEqual([]);
  });

  it('claims nothing where no name fits: numbers, short words, and words that are only somewhat alike', () => {
    expect(hints('AB-12 330 ml, patio setter')).toEqual([]);
    expect(hints('')).toEqual([]);
  });
});
