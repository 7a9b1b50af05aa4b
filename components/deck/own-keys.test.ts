import { describe, expect, it } from 'vitest';
import { commandOf, type DeckMode, type KeyPress } from './keys.ts';
import { bindingsWith, clashOf, defaultKeys } from './own-keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const modes: DeckMode[] = ['category', 'pair', 'cluster', 'grid'];

describe('own keys', () => {
  it('take the place of the first key and leave the others', () => {
    const bindings = bindingsWith('category', { single: true, keys: { accept: 'j' } });
    expect(commandOf(bindings, press('j'))).toEqual({ command: 'accept' });
    expect(commandOf(bindings, press('f'))).toBeNull();
    expect(commandOf(bindings, press('Enter'))).toEqual({ command: 'accept' });
    expect(commandOf(bindings, press('d'))).toEqual({ command: 'other' });
  });

  it('that would give one key two meanings are named, and not applied', () => {
    const own = { single: true, keys: { accept: 'd' } };
    expect(clashOf('category', own)).toEqual({ key: 'd', commands: ['accept', 'other'] });
    expect(commandOf(bindingsWith('category', own), press('f'))).toEqual({ command: 'accept' });
    expect(clashOf('category', { single: true, keys: { accept: 'd', other: 'f' } })).toBeNull();
    expect(clashOf('category', { single: true, keys: { skip: '3' } })).toMatchObject({ key: '3' });
  });

  it('may be off: then no single character acts, in any mode, and Ctrl and Enter do', () => {
    for (const mode of modes) {
      const bindings = bindingsWith(mode, { ...defaultKeys, single: false });
      for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789/?')
        expect(commandOf(bindings, press(key))).toBeNull();
      expect(commandOf(bindings, press('z', { ctrlKey: true }))).toEqual({ command: 'undo' });
      expect(commandOf(bindings, press('k', { ctrlKey: true }))).toEqual({ command: 'palette' });
      expect(commandOf(bindings, press('Enter'))).toEqual({ command: 'accept' });
    }
  });
});
