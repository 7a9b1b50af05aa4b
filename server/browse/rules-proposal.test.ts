import { describe, expect, it } from 'vitest';
import { chooseProposals } from './rules-proposal.ts';

const vote = (pathName: string, votes: number) => ({
  ...{ categoryId: pathName, pathName, depth: pathName.split(' > ').length, votes },
});

describe('the proposal for a seller category', () => {
  it('is the deepest category with more than half of the votes, with what else was voted for', () => {
    const votes = [
      ...[vote('Home', 10), vote('Home > Kitchen', 9), vote('Home > Kitchen > Kettles', 6)],
      ...[vote('Home > Kitchen > Pots', 3), vote('Home > Garden', 1)],
    ];
    expect(chooseProposals(votes, 10).map((one) => one.pathName)).toEqual([
      'Home > Kitchen > Kettles',
      'Home > Kitchen > Pots',
      'Home > Garden',
    ]);
  });

  it('stays above where the leaves are split', () => {
    const votes = [vote('Home', 10), vote('Home > Kettles', 5), vote('Home > Pots', 5)];
    expect(chooseProposals(votes, 10)[0].pathName).toBe('Home');
  });

  it('names the strongest root where nothing has the half, and nothing without votes', () => {
    const votes = [vote('Home', 4), vote('Toys', 3), vote('Food', 3), vote('Home > Kettles', 4)];
    expect(chooseProposals(votes, 10)[0].pathName).toBe('Home');
    expect(chooseProposals([], 0)).toEqual([]);
  });
});
