/** The key map of the review desk as data: what each key of each screen does, in the order of buttons and sheet. */
import type { DeckMode, KeyBinding } from './keys.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

const everywhere: readonly KeyBinding[] = [
  { command: 'cant-tell', keys: ['a'], words: 'cantTell', group: 'answer' },
  { command: 'doubt', keys: ['a'], shift: true, words: 'doubt', group: 'answer' },
  { command: 'skip', keys: ['s'], words: 'skip', group: 'answer' },
  { command: 'escalate', keys: ['e'], words: 'escalate', group: 'answer' },
  { command: 'undo', keys: ['z'], ctrlToo: true, words: 'undo', group: 'answer' },
  { command: 'images', keys: ['i'], words: 'images', group: 'look' },
  { command: 'why', keys: ['y'], words: 'why', group: 'look' },
  { command: 'like', keys: ['l'], words: 'like', group: 'look' },
  { command: 'guideline', keys: ['g'], words: 'guideline', group: 'look' },
  { command: 'notes', keys: ['c'], words: 'notes', group: 'look' },
  { command: 'history', keys: ['h'], words: 'history', group: 'look' },
  { command: 'palette', keys: ['k'], ctrlOnly: true, words: 'palette', group: 'look' },
  { command: 'help', keys: ['?'], words: 'help', group: 'look' },
];

const onEveryScreen = new Set(['guideline', 'history', 'palette', 'help']);

export const bindingsByMode: Record<DeckMode, readonly KeyBinding[]> = {
  category: [
    { command: 'accept', keys: ['f', 'enter'], words: 'accept', group: 'answer' },
    { command: 'other', keys: ['d'], words: 'other', group: 'answer' },
    { command: 'reject', keys: ['d'], shift: true, words: 'reject', group: 'answer' },
    { command: 'option', keys: digits.slice(0, 5), words: 'option', group: 'answer' },
    { command: 'parent', keys: ['u'], words: 'parent', group: 'answer' },
    ...everywhere,
    { command: 'repeat', keys: ['r'], words: 'repeat', group: 'answer' },
    { command: 'search', keys: ['/'], words: 'search', group: 'look' },
  ],
  pair: [
    { command: 'accept', keys: ['f', 'enter'], words: 'same', group: 'answer' },
    { command: 'different', keys: ['d'], words: 'different', group: 'answer' },
    { command: 'variant', keys: ['u'], words: 'variant', group: 'answer' },
    ...everywhere,
    { command: 'golden', keys: ['p'], words: 'golden', group: 'look' },
  ],
  cluster: [
    { command: 'accept', keys: ['f', 'enter'], words: 'mergeTicked', group: 'answer' },
    { command: 'leave-out', keys: ['d'], words: 'leaveOut', group: 'answer' },
    { command: 'different', keys: ['d'], shift: true, words: 'noneSame', group: 'answer' },
    { command: 'toggle', keys: digits, words: 'toggle', group: 'answer' },
    { command: 'variant-member', keys: digits, shift: true, words: 'variantMember', group: 'answer' },
    { command: 'split', keys: ['u'], words: 'split', group: 'answer' },
    ...everywhere,
    { command: 'golden', keys: ['p'], words: 'golden', group: 'look' },
    { command: 'left', keys: ['arrowleft'], words: 'listingLeft', group: 'move' },
    { command: 'right', keys: ['arrowright'], words: 'listingRight', group: 'move' },
  ],
  grid: [
    { command: 'accept', keys: ['f', 'enter'], words: 'confirmRest', group: 'answer' },
    { command: 'accept-marked', keys: ['f'], shift: true, words: 'confirmMarked', group: 'answer' },
    { command: 'mark', keys: ['x'], words: 'mark', group: 'answer' },
    { command: 'mark-range', keys: ['x'], shift: true, words: 'markRange', group: 'answer' },
    { command: 'select-all', keys: ['m'], words: 'selectAll', group: 'answer' },
    { command: 'skip', keys: ['s'], words: 'nextCategory', group: 'answer' },
    { command: 'undo', keys: ['z'], ctrlToo: true, words: 'undoPage', group: 'answer' },
    { command: 'images', keys: ['i'], words: 'images', group: 'look' },
    { command: 'why', keys: ['y'], words: 'whyTiles', group: 'look' },
    ...everywhere.filter(({ command }) => onEveryScreen.has(command)),
    { command: 'left', keys: ['arrowleft'], words: 'left', group: 'move' },
    { command: 'right', keys: ['arrowright'], words: 'right', group: 'move' },
    { command: 'up', keys: ['arrowup'], words: 'up', group: 'move' },
    { command: 'down', keys: ['arrowdown'], words: 'down', group: 'move' },
  ],
};
