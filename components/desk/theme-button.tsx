'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '#server/auth/schema.ts';
import { useTheme } from './theme.tsx';

const looks = {
  system: { icon: Monitor, name: 'as the system says', next: 'light' },
  light: { icon: Sun, name: 'light', next: 'dark' },
  dark: { icon: Moon, name: 'dark', next: 'system' },
} as const satisfies Record<Theme, unknown>;

/** Goes round the three looks. */
export function ThemeButton() {
  const { theme, choose } = useTheme();
  const { icon: Icon, name, next } = looks[theme];
  const label = `Look: ${name}. Change to ${looks[next].name}`;
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
