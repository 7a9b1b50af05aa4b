/**
 * A person's own keys over the map of keys.ts: command → one character, stored as data (server/review/schema-keys.ts).
 * A map that would give one key two meanings is refused where it is made and ignored where it is read. Pure.
 */
import type { OwnKeys } from '#server/review/schema-keys.ts';
import { bindingsOf, type DeckCommand, type DeckMode, type KeyBinding } from './keys.ts';

export const defaultKeys: OwnKeys = { single: true, keys: {} };

/** Commands on a row of digits keep it: the digit is the number on the screen. */
export const mayRemap = (binding: KeyBinding): boolean => !/^\d$|^arrow/.test(binding.keys[0]);

function applied(mode: DeckMode, own: OwnKeys): KeyBinding[] {
  return bindingsOf(mode).map((binding) => {
    const key = mayRemap(binding) ? own.keys[binding.command] : undefined;
    return key ? { ...binding, keys: [key, ...binding.keys.slice(1)] } : binding;
  });
}

export interface KeyClash {
  key: string;
  commands: DeckCommand[];
}

/** The first key that would mean two things; null where every key has one meaning. */
export function clashOf(mode: DeckMode, own: OwnKeys): KeyClash | null {
  const meanings = new Map<string, DeckCommand[]>();
  for (const binding of applied(mode, own)) {
    for (const key of binding.keys) {
      const pressed = `${binding.shift ? '⇧' : ''}${binding.ctrlOnly ? 'Ctrl ' : ''}${key}`;
      meanings.set(pressed, [...(meanings.get(pressed) ?? []), binding.command]);
    }
  }
  for (const [key, commands] of meanings) if (commands.length > 1) return { key, commands };
  return null;
}

/** The bindings that hold for a person in a mode. */
export function bindingsWith(mode: DeckMode, own: OwnKeys): readonly KeyBinding[] {
  const bindings = clashOf(mode, own) ? bindingsOf(mode) : applied(mode, own);
  return own.single
    ? bindings
    : bindings.map((binding) => ({
        ...binding,
        keys: binding.keys.filter((key) => key.length > 1),
        ctrlKeys: binding.ctrlToo || binding.ctrlOnly ? binding.keys : [],
      }));
}
