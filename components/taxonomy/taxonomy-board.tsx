'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMay } from '#components/desk-context.tsx';
import { number } from '#components/format.ts';
import { CategoryTree } from '#components/products/category-tree.tsx';
import { Card } from '#components/ui/card.tsx';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { TaxonomyFigures } from '#server/browse/schema-taxonomy.ts';
import { AddLocale } from './add-locale.tsx';

const languages = new Intl.DisplayNames('en', { type: 'language' });

function languageOf(locale: string): string {
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** The taxonomy by level and language, and the tree itself with what stands in it. */
export function TaxonomyBoard({ catalogId, figures }: { catalogId: string; figures: TaxonomyFigures }) {
  const router = useRouter();
  const mayName = useMay('lead');
  const [chosen, setChosen] = useState('');
  const all = figures.levels.reduce((sum, level) => sum + level.categories, 0);
  return (
    <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
      <Card className="min-w-0">
        <h2>Tree</h2>
        <p className="mt-1 mb-2 text-sm text-muted">
          With the products in and below each category. Choosing one shows them.
        </p>
        <CategoryTree
          catalogId={catalogId}
          query=""
          chosen={chosen}
          trail={[]}
          showEmpty
          onChoose={(categoryId) => {
            setChosen(categoryId);
            router.push(`/products?category=${categoryId}`);
          }}
        />
      </Card>
      <div className="grid min-w-0 gap-4">
        <Card className="min-w-0">
          <h2>Levels</h2>
          <ScrollBox label="Levels" className="mt-2">
            <table className="w-full text-sm tabular-nums">
              <caption className="sr-only">Categories and products by level of the taxonomy</caption>
              <thead className="border-b border-line text-right text-muted">
                <tr>
                  {['Level', 'Categories', 'Leaves', 'Used', 'Products on it'].map((name, at) => (
                    <th
                      key={name}
                      scope="col"
                      className={`px-2 py-1 font-medium whitespace-nowrap ${at === 0 ? 'text-left' : ''}`}
                    >
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="text-right">
                {figures.levels.map((level) => (
                  <tr key={level.depth} className="border-b border-line last:border-0">
                    <th scope="row" className="px-2 py-1 text-left font-normal">
                      {level.depth}
                    </th>
                    {[level.categories, level.leaves, level.used, level.products].map((count, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order
                      <td key={at} className={`px-2 py-1 ${count === 0 ? 'text-muted' : ''}`}>
                        {number.format(count)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
          <p className="mt-2 text-sm text-muted">
            Used: with a product in or below. Products above the leaves cannot be placed more finely by
            training on them.
          </p>
        </Card>
        <Card className="min-w-0">
          <h2>Languages</h2>
          <ul className="mt-2 grid gap-1 text-sm">
            {figures.locales.map(({ locale, named }) => (
              <li key={locale} className="flex justify-between gap-3">
                <span>
                  {languageOf(locale)} <span className="text-muted">{locale}</span>
                </span>
                <span className={named < all ? 'text-doubt tabular-nums' : 'text-muted tabular-nums'}>
                  {named < all
                    ? `${number.format(named)} of ${number.format(all)} named`
                    : `all ${number.format(all)} named`}
                </span>
              </li>
            ))}
          </ul>
          {mayName ? <AddLocale catalogId={catalogId} onAdded={() => router.refresh()} /> : null}
        </Card>
      </div>
    </div>
  );
}
