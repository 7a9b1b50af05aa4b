'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OwnKeys } from '#server/review/schema-keys.ts';
import { KeyCap, useKeyHint } from './answer-button.tsx';
import { bindingFor, type DeckCommand, type DeckMode, type KeyBinding } from './keys.ts';
import { clashOf, defaultKeys, mayRemap } from './own-keys.ts';
import { Sheet } from './sheet.tsx';
import { useBindings, useOwnKeys } from './use-own-keys.ts';

const groups = ['answer', 'look', 'move'] as const;

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
  const t = useTranslations('sheets.keys');
  const act = useTranslations('commands')(`${binding.words}.help`);
  const hint = useKeyHint()(binding);
  return (
    <div className="contents">
      <dt className="flex gap-1">
        {isChanging && mayRemap(binding) && !binding.ctrlOnly ? (
          <input
            aria-label={t('keyFor', { act })}
            value={binding.keys[0]?.length === 1 ? binding.keys[0] : ''}
            onChange={(event) => onKey(event.target.value.slice(-1).toLowerCase())}
            className="w-9 rounded border border-line bg-page px-1 text-center text-sm"
          />
        ) : (
          <>
            {hint ? <KeyCap>{hint}</KeyCap> : <span className="text-muted">{t('off')}</span>}
            {binding.keys.includes('enter') && hint !== t('enter') ? <KeyCap>{t('enter')}</KeyCap> : null}
            {binding.ctrlToo ? <KeyCap>{`${t('ctrl')} ${hint || 'Z'}`}</KeyCap> : null}
          </>
        )}
      </dt>
      <dd>{act}</dd>
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
  const t = useTranslations('sheets.keys');
  const words = useTranslations('commands');
  const { own, save } = useOwnKeys();
  const held = useBindings(mode);
  const [draft, setDraft] = useState<OwnKeys | null>(null);
  const clash = draft && clashOf(mode, draft);
  const nameOf = (command: DeckCommand) => words(`${bindingFor(mode, command).words}.label`);
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
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange}>
      {groups.map((name) => {
        const bindings = shown.filter((binding) => binding.group === name);
        if (bindings.length === 0) return null;
        return (
          <section key={name} className="mb-4">
            <h3 className="mb-1 text-sm font-semibold text-muted">{t(`groups.${name}`)}</h3>
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
        {t('single')}
      </label>
      {clash ? (
        <p role="alert" className="mb-2 text-sm text-stop">
          {t('clash', { key: clash.key, one: nameOf(clash.commands[0]), other: nameOf(clash.commands[1]) })}
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
              {t('save')}
            </button>
            <button type="button" className={smallButton} onClick={() => setDraft(null)}>
              {t('cancel')}
            </button>
          </>
        ) : (
          <button type="button" className={smallButton} onClick={() => setDraft(own)}>
            {t('change')}
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
          {t('reset')}
        </button>
      </div>
      <p className="mt-3 text-sm text-muted">{t('note')}</p>
    </Sheet>
  );
}
