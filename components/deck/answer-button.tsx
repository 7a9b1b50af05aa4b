'use client';
import { useTranslations } from 'use-intl';
import { bindingFor, type DeckCommand, type DeckMode, type KeyBinding, keyHint } from './keys.ts';
import { useBindings } from './use-own-keys.ts';

/** The key as it is printed on buttons and in the sheet. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="min-w-5 rounded border border-line bg-page px-1 text-center font-sans text-xs leading-5 text-muted">
      {children}
    </kbd>
  );
}

/** A key as the reader's keyboard names it. */
export function useKeyHint(): (binding: KeyBinding) => string {
  const t = useTranslations('sheets.keys');
  return (binding) => keyHint(binding, { ctrl: t('ctrl'), enter: t('enter') });
}

/** How a sentence names a command: by the person's own key, or by its button where single keys are off. */
export function useKeyWords(mode: DeckMode): (command: DeckCommand) => string {
  const bindings = useBindings(mode);
  const hintOf = useKeyHint();
  const t = useTranslations('commands');
  const quoted = useTranslations('reasons');
  return (command) => {
    const binding = bindingFor(mode, command, bindings);
    return hintOf(binding) || quoted('quoted', { word: t(`${binding.words}.label`) });
  };
}

interface AnswerButtonProps {
  mode: DeckMode;
  command: DeckCommand;
  onPress: () => void;
  /** Other words than the map's, where the moment knows better ("merge 3 ticked"). */
  label?: string;
  tone?: 'primary' | 'plain' | 'quiet';
  disabled?: boolean;
  hidden?: boolean;
}

const tones = {
  primary: 'border-accent bg-accent text-on-accent hover:brightness-110',
  plain: 'border-line bg-surface text-ink hover:border-muted',
  quiet: 'border-transparent bg-transparent text-muted hover:text-ink',
};

/** The row of answers at the lower edge: wraps where there is room, one swipe on a telephone. `answers`: app/globals.css keeps focus out from under it. */
export const answerBarClass =
  'answers sticky bottom-0 z-20 flex items-center gap-1.5 overflow-x-auto border-t border-line bg-surface px-4 py-2 sm:flex-wrap sm:overflow-visible';

/** The second click of a double click: by then the next card stands there, and nobody has read it. */
export const isSecondOfTwo = ({ detail }: { detail: number }): boolean => detail > 1;

/** One answer: its words and its key from the one map. Focus stays on the deck after a click. */
export function AnswerButton({
  mode,
  command,
  onPress,
  label,
  tone = 'plain',
  disabled = false,
  hidden = false,
}: AnswerButtonProps) {
  const t = useTranslations('commands');
  const binding = bindingFor(mode, command, useBindings(mode));
  const hint = useKeyHint()(binding);
  if (hidden) return null;
  return (
    <button
      type="button"
      title={t(`${binding.words}.help`)}
      disabled={disabled}
      aria-keyshortcuts={binding.keys[0] || undefined}
      onClick={(event) => {
        event.currentTarget.blur();
        if (isSecondOfTwo(event) && command !== 'undo') return;
        onPress();
      }}
      className={`inline-flex min-h-11 shrink-0 items-center gap-2 whitespace-nowrap rounded-md border px-3 text-sm font-medium disabled:opacity-40 max-sm:px-2.5 lg:min-h-9 ${tones[tone]}`}
    >
      {hint ? (
        // Under a thumb there is no keyboard: four answers fit without the caps.
        <span className="contents max-sm:pointer-coarse:hidden">
          <KeyCap>{hint}</KeyCap>
        </span>
      ) : null}
      <span className="max-sm:max-w-24 max-sm:truncate">{label ?? t(`${binding.words}.label`)}</span>
    </button>
  );
}
