import { describe, expect, it } from 'vitest';
import {
  bindingFor,
  bindingsOf,
  commandOf,
  type DeckMode,
  type KeyPress,
  keyHint,
  pressOf,
  takesEnter,
  takesText,
} from './keys.ts';

const modes: DeckMode[] = ['category', 'pair', 'cluster', 'grid'];
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('key map', () => {
  it.each(modes)('gives every key of %s one meaning', (mode) => {
    const seen = bindingsOf(mode).flatMap((binding) =>
      binding.keys.map((key) => `${binding.shift ? 'shift+' : ''}${key}`),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(modes)('leaves destructive and browser keys alone in %s', (mode) => {
    for (const key of ['Backspace', ' ', 'Delete', 'F5', 'Escape', 'Tab'])
      expect(commandOf(mode, press(key))).toBeNull();
    for (const key of ['f', 's', 'a', 'd', 'r'])
      expect(commandOf(mode, press(key, { ctrlKey: true }))).toBeNull();
    expect(commandOf(mode, press('f', { altKey: true }))).toBeNull();
  });

  it('reads the same letter by the mode in hand', () => {
    expect(commandOf('category', press('u'))).toEqual({ command: 'parent' });
    expect(commandOf('pair', press('u'))).toEqual({ command: 'variant' });
    expect(commandOf('cluster', press('u'))).toEqual({ command: 'split' });
    expect(commandOf('category', press('F'))).toEqual({ command: 'accept' });
    expect(commandOf('category', press('Enter'))).toEqual({ command: 'accept' });
  });

  it('counts digits from one and keeps Shift for "more of it"', () => {
    expect(commandOf('category', press('3'))).toEqual({ command: 'option', index: 3 });
    expect(commandOf('category', press('6'))).toBeNull();
    expect(commandOf('cluster', press('6'))).toEqual({ command: 'toggle', index: 6 });
    expect(commandOf('cluster', press('6', { shiftKey: true }))).toEqual({
      command: 'variant-member',
      index: 6,
    });
    expect(commandOf('category', press('f', { shiftKey: true }))).toBeNull();
  });

  it('undoes by Z and by Ctrl+Z or ⌘Z', () => {
    for (const more of [{}, { ctrlKey: true }, { metaKey: true }]) {
      expect(commandOf('pair', press('z', more))).toEqual({ command: 'undo' });
    }
  });

  it('keeps out of an input method’s way', () => {
    expect(commandOf('category', press('f', { isComposing: true }))).toBeNull();
    expect(commandOf('category', press('Process', { keyCode: 229 }))).toBeNull();
  });

  it('takes "?" with or without Shift, as the layout gives it', () => {
    expect(commandOf('category', press('?', { shiftKey: true }))).toEqual({ command: 'help' });
    expect(commandOf('category', press('/', { shiftKey: true }))).toEqual({ command: 'search' });
  });

  it('reads the digit row by place: Shift+1 is 1 on every layout, AltGr letters are not digits', () => {
    const event = {
      code: 'Digit1',
      key: '!',
      shiftKey: true,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      isComposing: false,
      keyCode: 49,
    };
    expect(pressOf(event as KeyboardEvent).key).toBe('1');
    const azerty = { ...event, code: 'Digit4', key: "'", shiftKey: false };
    expect(pressOf(azerty as KeyboardEvent).key).toBe("'");
  });

  it('prints what is pressed', () => {
    expect(keyHint(bindingFor('category', 'accept'))).toBe('F');
    expect(keyHint(bindingFor('category', 'option'))).toBe('1–5');
    expect(keyHint(bindingFor('cluster', 'variant-member'))).toBe('⇧1–9');
    expect(keyHint(bindingFor('cluster', 'left'))).toBe('←');
  });
});

describe('whose key it is', () => {
  it('leaves letters to text fields', () => {
    expect(takesText({ tagName: 'INPUT', type: 'search' })).toBe(true);
    expect(takesText({ tagName: 'TEXTAREA' })).toBe(true);
    expect(takesText({ tagName: 'DIV', isContentEditable: true })).toBe(true);
    expect(takesText({ tagName: 'DIV', role: 'combobox' })).toBe(true);
    expect(takesText({ tagName: 'INPUT', type: 'checkbox' })).toBe(false);
    expect(takesText({ tagName: 'BUTTON' })).toBe(false);
    expect(takesText(null)).toBe(false);
  });

  it('leaves Enter to a focused button or link', () => {
    expect(takesEnter({ tagName: 'BUTTON' })).toBe(true);
    expect(takesEnter({ tagName: 'A' })).toBe(true);
    expect(takesEnter({ tagName: 'BODY' })).toBe(false);
  });
});
