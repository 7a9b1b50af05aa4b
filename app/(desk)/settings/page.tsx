import { titled, translator } from '#app/translator.ts';
import { LanguageChoice } from '#components/settings/language-choice.tsx';
import { SessionList } from '#components/settings/session-list.tsx';
import { ThemeChoice } from '#components/settings/theme-choice.tsx';
import { PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('settings');

export default async function OwnSettingsPage() {
  await requireActor();
  const t = await translator('settings');
  return (
    <>
      <PageHeader title={t('own')} />
      <div className="space-y-5">
        <LanguageChoice />
        <ThemeChoice />
        <SessionList />
      </div>
    </>
  );
}
