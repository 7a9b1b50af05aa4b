import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyGrid, type GridAction, type GridState, gridReducer, heldTiles, partsOf } from './grid-state.ts';

const tiles = (...names: string[]) =>
  names.map((itemId) => ({ itemId, leaseNumber: 1, subjectRevision: 1, card: itemId }));
const walk = (...actions: GridAction<string>[]): GridState<string> =>
  actions.reduce((state, action) => gridReducer(state, action), emptyGrid<string>());
const names = (list: readonly { itemId: string }[]) => list.map((tile) => tile.itemId).join('');

describe('the confirm grid', () => {
  it('confirms what is not marked, and shows the page behind at once', () => {
    const state = walk(
      { type: 'claimed', tiles: tiles('a', 'b', 'c') },
      { type: 'claimed', tiles: tiles('d', 'e') },
      { type: 'marked', at: 1 },
    );
    const { confirmed, rest } = partsOf(state, false);
    expect([names(confirmed), names(rest)]).toEqual(['ac', 'b']);
    expect(names(partsOf(state, true).confirmed)).toBe('b');
    const next = gridReducer(state, { type: 'confirmed', bulkId: '1', categoryId: 'k' });
    expect([names(next.tiles), next.marked]).toEqual(['de', []]);
  });

  it('marks a range from the last mark to here', () => {
    const state = walk(
      { type: 'claimed', tiles: tiles('a', 'b', 'c', 'd', 'e') },
      { type: 'marked', at: 3 },
      { type: 'range-marked', at: 1 },
    );
    expect([...state.marked].sort().join('')).toBe('bcd');
  });

  it('takes an unsent page back with its marks, and loses nothing that is held', () => {
    const state = walk(
      { type: 'claimed', tiles: tiles('a', 'b') },
      { type: 'claimed', tiles: tiles('c') },
      { type: 'marked', at: 0 },
      { type: 'confirmed', bulkId: '1', categoryId: 'k' },
      { type: 'taken-back', bulkId: '1' },
    );
    expect([names(state.tiles), names(state.ahead), state.marked]).toEqual(['ab', 'c', ['a']]);
  });

  it('takes a page back whose items were claimed again meanwhile, each once', () => {
    const state = walk(
      { type: 'claimed', tiles: tiles('a', 'b') },
      { type: 'confirmed', bulkId: '1', categoryId: 'k' },
      { type: 'claimed', tiles: tiles('b', 'c') },
      { type: 'taken-back', bulkId: '1' },
    );
    expect([names(state.tiles), names(state.ahead)]).toEqual(['ab', 'c']);
  });

  it('turns the page when all of it is lost', () => {
    const state = walk(
      { type: 'claimed', tiles: tiles('a') },
      { type: 'claimed', tiles: tiles('b') },
      { type: 'lost', itemIds: ['a'] },
    );
    expect(names(state.tiles)).toBe('b');
  });

  it('holds every item once, and marks only what is on the page, in any sequence', () => {
    const letter = fc.constantFrom(...'abcdefgh');
    const place = fc.nat(9);
    const id = fc.constantFrom('1', '2', '3');
    const action: fc.Arbitrary<GridAction<string>> = fc.oneof(
      fc.array(letter, { maxLength: 5 }).map(
        (list): GridAction<string> => ({
          type: 'claimed',
          tiles: tiles(...new Set(list)),
        }),
      ),
      place.map((at): GridAction<string> => ({ type: 'marked', at })),
      place.map((at): GridAction<string> => ({ type: 'range-marked', at })),
      place.map((at): GridAction<string> => ({ type: 'focused', at })),
      id.map((bulkId): GridAction<string> => ({ type: 'confirmed', bulkId, categoryId: 'k' })),
      id.map((bulkId): GridAction<string> => ({ type: 'taken-back', bulkId })),
      fc.array(letter, { maxLength: 3 }).map((itemIds): GridAction<string> => ({ type: 'lost', itemIds })),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        for (let end = 0; end <= actions.length; end++) {
          const state = walk(...actions.slice(0, end));
          const held = heldTiles(state).map((tile) => tile.itemId);
          expect(new Set(held).size).toBe(held.length);
          const onPage = new Set(state.tiles.map((tile) => tile.itemId));
          expect(state.marked.every((itemId) => onPage.has(itemId))).toBe(true);
          expect(state.tiles.length === 0 ? 0 : state.focus).toBeLessThan(Math.max(1, state.tiles.length));
        }
      }),
      { numRuns: 200 },
    );
  });
});
