import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Anchor, MeaningLack } from '#server/representation/schema-meaning.ts';

interface SoughtLineProps {
  /** What was typed; empty where nothing was. */
  words: string;
  /** Words alone were asked for. */
  isWordsOnly: boolean;
  /** What the server said of the meaning of the words and of the product; undefined before it has. */
  said: { byWordsOnly: MeaningLack | null; like: Anchor | null } | undefined;
  /** Others are looked for that are like a product. */
  hasLike: boolean;
  onWordsOnly: (isWordsOnly: boolean) => void;
  onRemoveLike: () => void;
}

const chipClass =
  'inline-flex h-8 min-w-0 max-w-full items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-sm text-ink';

function useLikeWords(said: SoughtLineProps['said']): string {
  const t = useTranslations('sought');
  if (!said) return t('like', { title: '…' });
  if (!said.like) return t('unknownProduct');
  const { title, hasVector } = said.like;
  return t(hasVector ? 'like' : 'noVector', { title });
}

/** How what was typed is looked for, honestly, and the product that all others are like, with a cross. */
export function SoughtLine({
  words,
  isWordsOnly,
  said,
  hasLike,
  onWordsOnly,
  onRemoveLike,
}: SoughtLineProps) {
  const t = useTranslations('sought');
  const likeWords = useLikeWords(said);
  if (!words && !hasLike) return null;
  const lack = said?.byWordsOnly ?? null;
  const how = isWordsOnly
    ? t('wordsAlone', { words })
    : lack
      ? t('lacking', { words, why: t(`why.${lack}`) })
      : t('both', { words });
  return (
    <>
      {hasLike ? (
        <button
          type="button"
          className={chipClass}
          onClick={onRemoveLike}
          aria-label={said?.like ? t('removeLike', { title: said.like.title }) : likeWords}
        >
          <span className="truncate" dir="auto">
            {likeWords}
          </span>
          <X aria-hidden className="size-3.5 shrink-0" />
        </button>
      ) : null}
      {words && said ? (
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-sm text-muted">
          <span role="status" className={lack && lack !== 'code' && !isWordsOnly ? 'text-doubt' : ''}>
            {how}
          </span>
          {lack && !isWordsOnly ? null : (
            <button type="button" className="underline" onClick={() => onWordsOnly(!isWordsOnly)}>
              {t(isWordsOnly ? 'meaningToo' : 'onlyWords')}
            </button>
          )}
        </span>
      ) : null}
    </>
  );
}
