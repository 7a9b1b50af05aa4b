'use client';

import { useTranslations } from 'use-intl';
import { useTheme } from '#components/desk/theme.tsx';
import { useWhy } from '#components/language/use-why.ts';
import type { Theme } from '#server/auth/schema.ts';
import { ChoiceCard } from './choice-card.tsx';

const choices: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeChoice() {
  const t = useTranslations('desk.theme');
  const why = useWhy();
  const { theme, choose, error } = useTheme();
  return (
    <ChoiceCard
      legend={t('legend')}
      name="theme"
      choices={choices.map((value) => ({ value, label: t(value) }))}
      chosen={theme}
      onChoose={choose}
      problem={error ? t('notKept', { why: why(error) }) : null}
    />
  );
}
