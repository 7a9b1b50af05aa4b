'use client';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { SuggestedAttribute } from '#server/categorization/schema-attributes.ts';

/** Attributes that the model believes in and the seller does not state: set apart, each with how sure it is and by which words. */
export function SuggestedAttributes({
  attributes,
  lang,
}: {
  attributes: SuggestedAttribute[];
  /** The catalog's names and values are in the sellers' language. */
  lang: string | undefined;
}) {
  const t = useTranslations('product');
  const { percent } = useFormat();
  if (attributes.length === 0) return null;
  return (
    <section className="rounded border border-dashed border-line px-2 py-1.5 text-sm">
      <h3 className="text-xs text-muted">{t('suggested')}</h3>
      <dl className="mt-1 grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-3 gap-y-0.5">
        {attributes.map(({ name, value, p, words }) => (
          <div key={name} className="contents">
            <dt lang={lang} className="truncate text-muted">
              {name}
            </dt>
            <dd className="min-w-0 break-words">
              <span lang={lang}>{value}</span>{' '}
              <span className="text-xs tabular-nums text-muted">
                {percent.format(p)}
                {words.length > 0 ? ` · ${t('suggestedBy', { words: words.join(', ') })}` : ''}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
