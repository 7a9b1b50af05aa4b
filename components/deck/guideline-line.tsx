'use client';
import { BookOpen } from 'lucide-react';
import { KeyCap } from './answer-button.tsx';
import { useGuideline } from './use-guideline.ts';

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
        guideline: {name}
        {guideline.isNew ? (
          <span className="font-medium text-doubt">
            {' '}
            · {guideline.version === 1 ? 'new' : `changed ${new Date(guideline.at).toLocaleDateString()}`}
          </span>
        ) : null}
      </span>
      <KeyCap>G</KeyCap>
    </button>
  );
}
