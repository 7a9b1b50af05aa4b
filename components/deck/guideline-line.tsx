'use client';
import { BookOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { KeyCap, useKeyHint } from './answer-button.tsx';
import { bindingFor } from './keys.ts';
import { useGuideline } from './use-guideline.ts';
import { useBindings } from './use-own-keys.ts';

/** Beside the card: which guideline holds, and whether it was changed since one last read it. */
export function GuidelineLine({
  catalogId,
  categoryId,
  onOpen,
}: {
  catalogId: string;
  categoryId: string | null;
  onOpen: () => void;
}) {
  const t = useTranslations('deck.guideline');
  const { day } = useFormat();
  const hint = useKeyHint()(bindingFor('category', 'guideline', useBindings('category')));
  const guideline = useGuideline(catalogId, categoryId).data?.guideline;
  if (!guideline) return null;
  const name = guideline.pathName.split(' > ').at(-1);
  return (
    <button
      type="button"
      onClick={(event) => {
        event.currentTarget.blur();
        onOpen();
      }}
      className="flex items-center gap-2 self-start rounded-md text-left text-sm text-muted hover:text-ink"
    >
      <BookOpen aria-hidden className="size-4 shrink-0" />
      <span>
        {t('line', { name: name ?? '' })}
        {guideline.isNew ? (
          <span className="font-medium text-doubt">
            {' '}
            · {guideline.version === 1 ? t('isNew') : t('changed', { day: day(guideline.at) })}
          </span>
        ) : null}
      </span>
      {hint ? <KeyCap>{hint}</KeyCap> : null}
    </button>
  );
}
