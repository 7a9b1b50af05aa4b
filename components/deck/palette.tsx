'use client';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { KeyCap } from './answer-button.tsx';
import { type DeckMode, keyHint, type PressedCommand } from './keys.ts';
import { Sheet } from './sheet.tsx';
import { useBindings } from './use-own-keys.ts';

const places = [
  { href: '/review/categories', name: 'Go to: category deck' },
  { href: '/review/categories?reason=suspect', name: 'Go to: suspects' },
  { href: '/review/categories?view=grid', name: 'Go to: confirm grid' },
  { href: '/review/duplicates', name: 'Go to: duplicates' },
  { href: '/review/categories?scope=escalated', name: 'Go to: the leads’ category queue' },
  { href: '/products', name: 'Go to: products' },
] as const;

const itemClass =
  'flex cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 text-sm data-[selected=true]:bg-accent data-[selected=true]:text-on-accent';

/** Ctrl+K: every command of this screen by its name, and the ways to other queues. */
export function Palette({
  mode,
  open,
  onOpenChange,
  onAct,
}: {
  mode: DeckMode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAct: (pressed: PressedCommand) => void;
}) {
  const router = useRouter();
  const bindings = useBindings(mode).filter(
    ({ command, keys }) => command !== 'palette' && !/^\d$/.test(keys[0] ?? ''),
  );
  return (
    <Sheet
      title="Commands"
      description="Type a command, Enter does it"
      open={open}
      onOpenChange={onOpenChange}
    >
      <Command label="Commands" className="flex flex-col gap-2">
        <Command.Input
          autoFocus
          placeholder="What do you want to do?"
          className="h-10 rounded-md border border-line bg-page px-3 text-sm outline-accent"
        />
        <Command.List className="min-h-60">
          <Command.Empty className="px-3 py-2 text-sm text-muted">No such command.</Command.Empty>
          {bindings.map((binding) => (
            <Command.Item
              key={binding.command}
              value={`${binding.label} ${binding.help}`}
              onSelect={() => {
                onOpenChange(false);
                onAct({ command: binding.command });
              }}
              className={itemClass}
            >
              <span className="min-w-0 flex-1">{binding.help}</span>
              {keyHint(binding) ? <KeyCap>{keyHint(binding)}</KeyCap> : null}
            </Command.Item>
          ))}
          {places.map(({ href, name }) => (
            <Command.Item key={href} value={name} onSelect={() => router.push(href)} className={itemClass}>
              {name}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Sheet>
  );
}
