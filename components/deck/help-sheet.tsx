'use client';
import { useState } from 'react';
import type { OwnKeys } from '#server/review/schema-keys.ts';
import { KeyCap } from './answer-button.tsx';
import { type DeckMode, type KeyBinding, keyHint } from './keys.ts';
import { clashOf, defaultKeys, mayRemap } from './own-keys.ts';
import { Sheet } from './sheet.tsx';
import { useBindings, useOwnKeys } from './use-own-keys.ts';

const groups = [
  { name: 'answer', title: 'Answer' },
  { name: 'look', title: 'Look' },
  { name: 'move', title: 'Move' },
] as const;

const smallButton =
  'rounded-md border border-line px-2.5 py-1 text-sm hover:border-muted disabled:opacity-40';

function KeyRow({
  binding,
  isChanging,
  onKey,
}: {
  binding: KeyBinding;
  isChanging: boolean;
  onKey: (key: string) => void;
}) {
  const hint = keyHint(binding);
  return (
    <div className="contents">
      <dt className="flex gap-1">
        {isChanging && mayRemap(binding) && !binding.ctrlOnly ? (
          <input
            aria-label={`Key for: ${binding.help}`}
            value={binding.keys[0]?.length === 1 ? binding.keys[0] : ''}
            onChange={(event) => onKey(event.target.value.slice(-1).toLowerCase())}
            className="w-9 rounded border border-line bg-page px-1 text-center text-sm"
          />
        ) : (
          <>
            {hint ? <KeyCap>{hint}</KeyCap> : <span className="text-muted">off</span>}
            {binding.keys.includes('enter') && hint !== 'Enter' ? <KeyCap>Enter</KeyCap> : null}
            {binding.ctrlToo ? <KeyCap>{`Ctrl ${hint || 'Z'}`}</KeyCap> : null}
          </>
        )}
      </dt>
      <dd>{binding.help}</dd>
    </div>
  );
}

/** The sheet behind "?": drawn from the map that the keyboard reads, and where a person changes it for themselves. */
export function HelpSheet({
  mode,
  open,
  onOpenChange,
}: {
  mode: DeckMode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { own, save } = useOwnKeys();
  const held = useBindings(mode);
  const [draft, setDraft] = useState<OwnKeys | null>(null);
  const clash = draft && clashOf(mode, draft);
  const change = (command: string, key: string) => {
    if (!draft) return;
    const { [command]: _old, ...rest } = draft.keys;
    setDraft({ ...draft, keys: /^[a-z0-9,./;'[\]=-]$/.test(key) ? { ...rest, [command]: key } : rest });
  };
  const shown = draft
    ? held.map((binding) => ({
        ...binding,
        keys: mayRemap(binding)
          ? [draft.keys[binding.command] ?? binding.keys[0] ?? '', ...binding.keys.slice(1)]
          : binding.keys,
      }))
    : held;
  return (
    <Sheet title="Keys" description="Every key of this desk" open={open} onOpenChange={onOpenChange}>
      {groups.map(({ name, title }) => {
        const bindings = shown.filter((binding) => binding.group === name);
        if (bindings.length === 0) return null;
        return (
          <section key={name} className="mb-4">
            <h3 className="mb-1 text-sm font-semibold text-muted">{title}</h3>
            <dl className="grid grid-cols-[7rem_1fr] items-center gap-y-1 text-sm">
              {bindings.map((binding) => (
                <KeyRow
                  key={binding.command}
                  binding={binding}
                  isChanging={draft !== null}
                  onKey={(key) => change(binding.command, key)}
                />
              ))}
            </dl>
          </section>
        );
      })}
      <label className="mb-3 flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={own.single}
          onChange={(event) => save({ ...own, single: event.target.checked })}
        />
        Single-character keys act (off: buttons, Enter, arrows and Ctrl only)
      </label>
      {clash ? (
        <p role="alert" className="mb-2 text-sm text-stop">
          “{clash.key}” would mean two things: {clash.commands.join(' and ')}. Change one of them.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {draft ? (
          <>
            <button
              type="button"
              className={smallButton}
              disabled={clash !== null}
              onClick={() => {
                save(draft);
                setDraft(null);
              }}
            >
              Save my keys
            </button>
            <button type="button" className={smallButton} onClick={() => setDraft(null)}>
              Cancel
            </button>
          </>
        ) : (
          <button type="button" className={smallButton} onClick={() => setDraft(own)}>
            Change keys
          </button>
        )}
        <button
          type="button"
          className={smallButton}
          disabled={Object.keys(own.keys).length === 0}
          onClick={() => {
            setDraft(null);
            save({ ...defaultKeys, single: own.single });
          }}
        >
          Keys as shipped
        </button>
      </div>
      <p className="mt-3 text-sm text-muted">
        Letters are off while you type. Nothing asks “are you sure?”: everything can be undone.
      </p>
    </Sheet>
  );
}
