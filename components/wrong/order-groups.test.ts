import { expect, it } from 'vitest';
import { orderGroups } from './order-groups.ts';

const group = (name: string, rows: number, share: number, low: number) => ({
  ...{ id: name, name, rows, share, low, high: 1, decided: 0, wrong: 0, open: rows, doubted: 0 },
});

it('orders by wrong products, by the share that is sure, and by name', () => {
  const groups = [group('few', 4, 0.5, 0.02), group('large', 1000, 0.05, 0.03), group('bad', 100, 0.3, 0.2)];
  const names = (order: 'count' | 'share' | 'name') => orderGroups(groups, order).map((one) => one.name);
  expect(names('count')).toEqual(['large', 'bad', 'few']);
  expect(names('share')).toEqual(['bad', 'large', 'few']);
  expect(names('name')).toEqual(['bad', 'few', 'large']);
});
