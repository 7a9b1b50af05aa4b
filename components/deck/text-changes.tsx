import { useTranslations } from 'use-intl';
import { changesBetween, foldUnchanged, type Part, type Shown } from './text-diff.ts';

/** Underlined or struck through beside the colour, and named to who hears the page: screen readers pass over `ins` and `del`. */
function Change({ kind, children }: { kind: 'added' | 'removed'; children: string }) {
  const t = useTranslations('deck.guideline');
  const name = <span className="sr-only">[{t(kind)}] </span>;
  return kind === 'added' ? (
    <ins className="text-ok underline decoration-2 underline-offset-2">
      {name}
      {children}
    </ins>
  ) : (
    <del className="text-stop line-through">
      {name}
      {children}
    </del>
  );
}

function PartView({ part }: { part: Part }) {
  return part.kind === 'same' ? part.text : <Change kind={part.kind}>{part.text}</Change>;
}

function LineView({ line }: { line: Shown }) {
  const t = useTranslations('deck.guideline');
  switch (line.kind) {
    case 'folded':
      return <span className="text-xs text-muted">… {t('folded', { count: line.count })}</span>;
    case 'rewritten':
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
      return line.parts.map((part, at) => <PartView key={at} part={part} />);
    case 'same':
      return line.text;
    default:
      return <Change kind={line.kind}>{line.text}</Change>;
  }
}

/** The lines of a text that differ from an earlier version, the words within them, and a line around. */
export function TextChanges({ before, after, label }: { before: string; after: string; label: string }) {
  return (
    <ul
      aria-label={label}
      data-testid="changes"
      className="flex flex-col gap-1 rounded-md border border-line p-3 text-sm"
    >
      {foldUnchanged(changesBetween(before, after)).map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
        <li key={at} className="min-h-2 whitespace-pre-wrap break-words">
          <LineView line={line} />
        </li>
      ))}
    </ul>
  );
}
