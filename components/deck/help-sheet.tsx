'use client';
import { KeyCap } from './answer-button.tsx';
import { bindingsOf, type DeckMode, keyHint } from './keys.ts';
import { Sheet } from './sheet.tsx';

const groups = [
  { name: 'answer', title: 'Answer' },
  { name: 'look', title: 'Look' },
  { name: 'move', title: 'Move' },
] as const;

/** The sheet behind "?": drawn from the same map that the keyboard reads. */
export function HelpSheet({
  mode,
  open,
  onOpenChange,
}: {
  mode: DeckMode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Sheet title="Keys" description="Every key of this desk" open={open} onOpenChange={onOpenChange}>
      {groups.map(({ name, title }) => {
        const bindings = bindingsOf(mode).filter((binding) => binding.group === name);
        if (bindings.length === 0) return null;
        return (
          <section key={name} className="mb-4">
            <h3 className="mb-1 text-sm font-semibold text-muted">{title}</h3>
            <dl className="grid grid-cols-[6rem_1fr] gap-y-1 text-sm">
              {bindings.map((binding) => (
                <div key={binding.command} className="contents">
                  <dt className="flex gap-1">
                    <KeyCap>{keyHint(binding)}</KeyCap>
                    {binding.keys.includes('enter') ? <KeyCap>Enter</KeyCap> : null}
                    {binding.ctrlToo ? <KeyCap>{`Ctrl ${keyHint(binding)}`}</KeyCap> : null}
                  </dt>
                  <dd>{binding.help}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      <p className="text-sm text-muted">
        Letters are off while you type. Nothing asks “are you sure?”: everything can be undone.
      </p>
    </Sheet>
  );
}
