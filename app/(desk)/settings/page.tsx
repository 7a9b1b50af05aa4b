import { titled, translator } from '#app/translator.ts';
import { LanguageChoice } from '#components/settings/language-choice.tsx';
import { SessionList } from '#components/settings/session-list.tsx';
import { TextSizeChoice } from '#components/settings/text-size-choice.tsx';
import { ThemeChoice } from '#components/settings/theme-choice.tsx';
import { PageHeader } from '#components/ui/card.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readTextSize } from '#server/auth/text-size.ts';

export const generateMetadata = titled('settings');

export default async function OwnSettingsPage() {
  const size = await readTextSize(await requireActor());
  const t = await translator('settings');
  return (
    <>
      <PageHeader title={t('own')} />
      <div className="space-y-5">
        <LanguageChoice />
        <ThemeChoice />
        <TextSizeChoice chosen={size} />
        <SessionList />
      </div>
    </>
  );
}
