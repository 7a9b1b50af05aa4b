'use client';

import { useTranslations } from 'use-intl';
import { useTheme } from '#components/desk/theme.tsx';
import { useWhy } from '#components/language/use-why.ts';
import { Card } from '#components/ui/card.tsx';
import type { Theme } from '#server/auth/schema.ts';

const choices: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeChoice() {
  const t = useTranslations('desk.theme');
  const why = useWhy();
  const { theme, choose, error } = useTheme();
  return (
    <Card>
      <fieldset>
        <legend className="text-[1.0625rem] font-semibold">{t('legend')}</legend>
        <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          {choices.map((value) => (
            <label key={value} className="flex min-h-6 items-center gap-2 text-sm">
              <input
                type="radio"
                name="theme"
                className="size-4 accent-accent"
                checked={theme === value}
                onChange={() => choose(value)}
              />
              {t(value)}
            </label>
          ))}
        </div>
      </fieldset>
      {error ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {t('notKept', { why: why(error) })}
        </p>
      ) : null}
    </Card>
  );
}
