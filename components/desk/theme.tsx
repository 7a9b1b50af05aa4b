'use client';

import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { fetchJson } from '#components/fetch-json.ts';
import type { Theme } from '#server/auth/schema.ts';

interface ThemeChoice {
  theme: Theme;
  choose: (theme: Theme) => void;
  /** Why the choice could not be kept. */
  error: Error | null;
}

const ThemeContext = createContext<ThemeChoice | null>(null);

/** Changes the look at once and keeps it for the person; the next page comes from the server in it. */
export function ThemeProvider({ chosen, children }: { chosen: Theme; children: ReactNode }) {
  const [theme, setTheme] = useState(chosen);
  const keep = useMutation({
    // One after the other: of quick clicks the last one stays.
    scope: { id: 'theme' },
    mutationFn: (next: Theme) =>
      fetchJson('/api/me/theme', { method: 'PUT', body: JSON.stringify({ theme: next }) }),
  });
  const choose = (next: Theme): void => {
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    keep.mutate(next);
  };
  return <ThemeContext value={{ theme, choose, error: keep.error }}>{children}</ThemeContext>;
}

export function useTheme(): ThemeChoice {
  const choice = useContext(ThemeContext);
  if (!choice) throw new Error('this component stands outside the signed-in side');
  return choice;
}
