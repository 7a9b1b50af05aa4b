'use client';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { KeyCap, useKeyHint } from './answer-button.tsx';
import type { DeckMode, PressedCommand } from './keys.ts';
import { Sheet } from './sheet.tsx';
import { useBindings } from './use-own-keys.ts';

const places = [
  { href: '/review/categories', name: 'categories' },
  { href: '/review/categories?reason=suspect', name: 'suspects' },
  { href: '/review/categories?view=grid', name: 'grid' },
  { href: '/review/duplicates', name: 'duplicates' },
  { href: '/review/categories?scope=escalated', name: 'escalated' },
  { href: '/products', name: 'products' },
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
  const t = useTranslations('sheets.palette');
  const words = useTranslations('commands');
  const hintOf = useKeyHint();
  const router = useRouter();
  const bindings = useBindings(mode).filter(
    ({ command, keys }) => command !== 'palette' && !/^\d$/.test(keys[0] ?? ''),
  );
  return (
    <Sheet title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange}>
      <Command label={t('title')} className="flex flex-col gap-2">
        <Command.Input
          autoFocus
          placeholder={t('placeholder')}
          className="h-10 rounded-md border border-line bg-page px-3 text-sm outline-accent"
        />
        <Command.List className="min-h-60">
          <Command.Empty className="px-3 py-2 text-sm text-muted">{t('none')}</Command.Empty>
          {bindings.map((binding) => (
            <Command.Item
              key={binding.command}
              value={`${words(`${binding.words}.label`)} ${words(`${binding.words}.help`)}`}
              onSelect={() => {
                onOpenChange(false);
                onAct({ command: binding.command });
              }}
              className={itemClass}
            >
              <span className="min-w-0 flex-1">{words(`${binding.words}.help`)}</span>
              {hintOf(binding) ? <KeyCap>{hintOf(binding)}</KeyCap> : null}
            </Command.Item>
          ))}
          {places.map(({ href, name }) => (
            <Command.Item
              key={href}
              value={t(`places.${name}`)}
              onSelect={() => router.push(href)}
              className={itemClass}
            >
              {t(`places.${name}`)}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Sheet>
  );
}
