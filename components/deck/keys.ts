/**
 * The key map of the review desk: the one source for the keyboard, the buttons and the help sheet.
 * A bare letter acts, Shift means "more of it", Ctrl only for undo. Nothing on Backspace, Space or Delete.
 */
import type { SourceMessages } from '#components/language/messages.ts';
import { bindingsByMode } from './key-bindings.ts';

export type DeckMode = 'category' | 'pair' | 'cluster' | 'grid';

export type DeckCommand =
  | 'accept'
  | 'other'
  | 'reject'
  | 'different'
  | 'leave-out'
  | 'option'
  | 'toggle'
  | 'variant-member'
  | 'parent'
  | 'variant'
  | 'split'
  | 'cant-tell'
  | 'doubt'
  | 'skip'
  | 'escalate'
  | 'undo'
  | 'repeat'
  | 'images'
  | 'why'
  | 'like'
  | 'search'
  | 'golden'
  | 'help'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'mark'
  | 'mark-range'
  | 'accept-marked'
  | 'select-all'
  | 'guideline'
  | 'notes'
  | 'history'
  | 'palette';

export interface KeyBinding {
  command: DeckCommand;
  /** `KeyboardEvent.key` in lower case; the first is the one printed on the button. */
  keys: readonly string[];
  shift?: boolean;
  /** Also reached with Ctrl or ⌘ and the same key. */
  ctrlToo?: boolean;
  /** Reached with Ctrl or ⌘ alone. */
  ctrlOnly?: boolean;
  /** Keys that still count with Ctrl where the person has switched single characters off. */
  ctrlKeys?: readonly string[];
  /** Its words in the message catalogue: `label` on the button, `help` as a sentence for the sheet. */
  words: keyof SourceMessages['commands'];
  group: 'answer' | 'look' | 'move';
}

/** The part of a KeyboardEvent that the map reads. */
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing?: boolean;
  keyCode?: number;
}

export interface PressedCommand {
  command: DeckCommand;
  /** For `option`, `toggle`, `variant-member`: 1 for the first. */
  index?: number;
}

/** All bindings of a mode, in the order in which buttons and the sheet show them. */
export function bindingsOf(mode: DeckMode): readonly KeyBinding[] {
  return bindingsByMode[mode];
}

/** The binding of a command in a mode; throws where the mode does not know it (a fault of the caller). */
export function bindingFor(
  mode: DeckMode,
  command: DeckCommand,
  bindings: readonly KeyBinding[] = bindingsByMode[mode],
): KeyBinding {
  const found = bindings.find((binding) => binding.command === command);
  if (!found) throw new Error(`no key for ${command} in ${mode}`);
  return found;
}

/** What is written on the keyboards of a language. */
export interface KeyNames {
  ctrl: string;
  enter: string;
}

/** What is printed on a button: `F`, `1–5`, `⇧1–9`, `←`. */
export function keyHint(binding: KeyBinding, names: KeyNames = { ctrl: 'Ctrl', enter: 'Enter' }): string {
  const [first] = binding.keys;
  if (first === undefined) return '';
  if (binding.ctrlOnly) return `${names.ctrl} ${first.toUpperCase()}`;
  const named: Record<string, string> = {
    arrowleft: '←',
    arrowright: '→',
    arrowup: '↑',
    arrowdown: '↓',
    enter: names.enter,
  };
  const text =
    /^\d$/.test(first) && binding.keys.length > 1
      ? `${first}–${binding.keys.at(-1)}`
      : (named[first] ?? first.toUpperCase());
  return binding.shift ? `⇧${text}` : text;
}

/** True while an input method is composing: the key belongs to the text, not to the desk. */
function isComposing(press: KeyPress): boolean {
  return press.isComposing === true || press.keyCode === 229;
}

/**
 * Shift+1 arrives as "!" on a US layout and as something else on others, so the digit row is read from `code`
 * by the caller (see `pressOf`) and given here as the digit itself.
 */
export function commandOf(mode: DeckMode | readonly KeyBinding[], press: KeyPress): PressedCommand | null {
  if (isComposing(press) || press.altKey) return null;
  const key = press.key.toLowerCase();
  const ctrl = press.ctrlKey || press.metaKey;
  for (const binding of typeof mode === 'string' ? bindingsByMode[mode] : mode) {
    const withCtrl = binding.ctrlToo || binding.ctrlOnly;
    const at = (ctrl && withCtrl ? (binding.ctrlKeys ?? binding.keys) : binding.keys).indexOf(key);
    if (at < 0) continue;
    if (ctrl ? !withCtrl : binding.ctrlOnly) continue;
    // "?" and "/" need Shift on some layouts; for everything else Shift is part of the binding.
    const shiftMatters = /^[a-z0-9]$/.test(key) || key === 'enter';
    if (shiftMatters && press.shiftKey !== (binding.shift ?? false)) continue;
    return /^\d$/.test(key) ? { command: binding.command, index: at + 1 } : { command: binding.command };
  }
  return null;
}

/** A KeyboardEvent with the digit row read by place, so that Shift+1 is the digit 1 on every layout. */
export function pressOf(event: KeyboardEvent): KeyPress {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const byPlace = digit !== undefined && (event.shiftKey || /^\d$/.test(event.key));
  return {
    key: byPlace ? digit : event.key,
    shiftKey: event.shiftKey,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    isComposing: event.isComposing,
    keyCode: event.keyCode,
  };
}

/** The part of an event's target that tells whether keys belong to it. */
export interface KeyTarget {
  tagName?: string;
  type?: string;
  isContentEditable?: boolean;
  role?: string | null;
}

const typedInputs = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'file',
  'color',
  'image',
]);

/** True where letters are text: they never act on the desk then. */
export function takesText(target: KeyTarget | null): boolean {
  if (!target) return false;
  if (target.isContentEditable) return true;
  const tag = target.tagName?.toLowerCase();
  if (tag === 'textarea' || tag === 'select') return true;
  if (tag === 'input') return !typedInputs.has(target.type ?? 'text');
  return target.role === 'textbox' || target.role === 'combobox' || target.role === 'searchbox';
}

/** True where Enter already means "press this": a focused button or link. */
export function takesEnter(target: KeyTarget | null): boolean {
  const tag = target?.tagName?.toLowerCase();
  return tag === 'button' || tag === 'a' || tag === 'summary' || target?.role === 'button';
}
