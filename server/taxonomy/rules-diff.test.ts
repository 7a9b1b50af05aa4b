import { describe, expect, it } from 'vitest';
import { diffTaxonomies, type Node } from './rules-diff.ts';

/** `code parent name` a line, parents first. */
function tree(version: string, lines: string[]): Node[] {
  const nodes: Node[] = [];
  for (const line of lines) {
    const [code, parent, ...words] = line.split(' ');
    const above = nodes.find((node) => node.code === parent);
    const name = words.join(' ');
    nodes.push({
      ...{ id: `${version}/${code}`, code, parentCode: parent === '-' ? null : parent, name, isLeaf: true },
      pathName: above ? `${above.pathName} > ${name}` : name,
    });
    if (above) above.isLeaf = false;
  }
  return nodes;
}

const before = tree('1', [
  '1 - Home',
  '10 1 Kettles',
  '11 1 Lamps',
  '12 1 Vases',
  '13 1 Flower vases',
  '14 1 Gas lighters',
  '2 - Garden',
  '20 2 Hoses',
  '21 2 Rakes',
]);
const after = tree('2', [
  '1 - Home & Living',
  '10 1 Kettles',
  '11 1 Lamps',
  '110 11 Desk lamps',
  '111 11 Floor lamps',
  '12 1 Vases',
  '2 - Garden',
  '21 1 Rakes',
  '99 2 Hoses',
]);
const found = new Map(diffTaxonomies(before, after).map((one) => [one.fromId.slice(2), one]));

describe('from one version to the next', () => {
  it('keeps what is there, tells a new name from a new place, and finds a new code by its path', () => {
    expect(found.get('10')).toEqual({ fromId: '1/10', kind: 'kept', toId: '2/10', proposals: [] });
    expect(found.get('1')?.kind).toBe('renamed');
    expect(found.get('21')).toMatchObject({ kind: 'moved', toId: '2/21' });
    expect(found.get('20')).toMatchObject({ kind: 'recoded', toId: '2/99' });
    expect(found.size).toBe(before.length);
  });

  it('asks people about what was split, merged or retired, with the likeliest places', () => {
    expect(found.get('11')).toMatchObject({ kind: 'split', toId: null, proposals: ['2/110', '2/111'] });
    expect(found.get('13')).toMatchObject({ kind: 'merged', toId: null });
    expect(found.get('13')?.proposals[0]).toBe('2/12');
    expect(found.get('14')).toMatchObject({ kind: 'retired', toId: null });
  });

  it('maps a version to itself without asking anybody', () => {
    expect(new Set(diffTaxonomies(before, before).map((one) => one.kind))).toEqual(new Set(['kept']));
  });
});
