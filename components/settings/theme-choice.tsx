'use client';

import { useTheme } from '#components/desk/theme.tsx';
import { Card } from '#components/ui/card.tsx';
import type { Theme } from '#server/auth/schema.ts';

const choices: { theme: Theme; name: string }[] = [
  { theme: 'system', name: 'As the system says' },
  { theme: 'light', name: 'Light' },
  { theme: 'dark', name: 'Dark' },
];

export function ThemeChoice() {
  const { theme, choose, error } = useTheme();
  return (
    <Card>
      <fieldset>
        <legend className="text-[1.0625rem] font-semibold">Look</legend>
        <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          {choices.map(({ theme: value, name }) => (
            <label key={value} className="flex min-h-6 items-center gap-2 text-sm">
              <input
                type="radio"
                name="theme"
                className="size-4 accent-accent"
                checked={theme === value}
                onChange={() => choose(value)}
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      {error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          This could not be kept: {error.message}
        </p>
      ) : null}
    </Card>
  );
}
