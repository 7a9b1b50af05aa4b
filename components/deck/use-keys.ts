'use client';
import { useEffect, useRef } from 'react';
import {
  commandOf,
  type KeyBinding,
  type KeyTarget,
  type PressedCommand,
  pressOf,
  takesEnter,
  takesText,
} from './keys.ts';

function targetOf(event: KeyboardEvent): KeyTarget | null {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return null;
  return {
    tagName: target.tagName,
    type: target instanceof HTMLInputElement ? target.type : undefined,
    isContentEditable: target.isContentEditable,
    role: target.getAttribute('role'),
  };
}

/**
 * Keys of the deck. Off while text has focus, during composition, while a dialog is open (`isOff`), and for a key held
 * down: one press is one answer.
 */
export function useKeys(
  bindings: readonly KeyBinding[],
  isOff: boolean,
  act: (pressed: PressedCommand) => void,
): void {
  const handler = useRef(act);
  handler.current = act;
  useEffect(() => {
    if (isOff) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = targetOf(event);
      if (event.defaultPrevented || event.repeat || takesText(target)) return;
      if (event.key === 'Enter' && takesEnter(target)) return;
      const pressed = commandOf(bindings, pressOf(event));
      if (!pressed) return;
      event.preventDefault();
      handler.current(pressed);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [bindings, isOff]);
}
