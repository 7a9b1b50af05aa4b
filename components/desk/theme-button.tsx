'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Theme } from '#server/auth/schema.ts';
import { useTheme } from './theme.tsx';

const looks = {
  system: { icon: Monitor, next: 'light' },
  light: { icon: Sun, next: 'dark' },
  dark: { icon: Moon, next: 'system' },
} as const satisfies Record<Theme, unknown>;

/** Goes round the three looks. */
export function ThemeButton() {
  const t = useTranslations('desk.theme');
  const { theme, choose } = useTheme();
  const { icon: Icon, next } = looks[theme];
  const label = t('change', { now: t(theme), next: t(next) });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="rounded-md p-1.5 hover:bg-mat hover:text-ink"
      onClick={() => choose(next)}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
