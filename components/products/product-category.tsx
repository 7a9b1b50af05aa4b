import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { suggestionWords } from '#components/deck/reason-words.ts';
import { useFormat } from '#components/language/format.ts';
import { Badge, Card } from '#components/ui/card.tsx';
import type { ProductDetail, ProductSuggestion } from '#server/browse/schema-product.ts';
import { CategoryPath, FactList } from './fact-list.tsx';

const modalities = ['text', 'image', 'neighbours'] as const;
/** As the model's evidence calls the vote of the nearest products. */
const similarProducts = 'similar products';
const mappingStates = ['new', 'exact', 'mapped', 'out-of-scope', 'refused'] as const;

/** Where it stands, what the seller said, and what the active model says with its reasons. */
export function ProductCategory({ product }: { product: ProductDetail }) {
  const t = useTranslations('products.category');
  const { current, given, sellerCategory, suggestion } = product;
  return (
    <Card>
      <h2>{t('title')}</h2>
      <FactList
        facts={[
          [
            t('now'),
            current ? (
              <span key="now">
                <Link href={`/products?category=${current.categoryId}`} className="hover:underline">
                  <CategoryPath pathName={current.pathName} />
                </Link>{' '}
                <span className="text-xs text-muted">
                  {product.source === 'none' ? '' : t(`source.${product.source}`)}
                </span>
              </span>
            ) : (
              t('none')
            ),
          ],
          [
            t(product.givenFrom === 'mapping' ? 'byMapping' : 'bySeller'),
            given.length > 0
              ? given.map(({ categoryId, pathName }) => (
                  <span key={categoryId} className="block">
                    <CategoryPath pathName={pathName} />
                  </span>
                ))
              : t('none'),
          ],
          [
            t('sellerPath'),
            sellerCategory ? (
              <span key="own">
                <span lang={product.locale ?? undefined}>{sellerCategory.path}</span>
                <span className="block text-xs text-muted">
                  <MappingState {...sellerCategory} />
                  {' · '}
                  <Link
                    href={`/sellers/${product.seller.id}?q=${encodeURIComponent(sellerCategory.path)}`}
                    className="underline"
                  >
                    {t('mapping')}
                  </Link>
                </span>
              </span>
            ) : (
              '–'
            ),
          ],
        ]}
      />
      {suggestion ? (
        <Suggestion suggestion={suggestion} />
      ) : (
        <p className="mt-3 text-sm text-muted">{t('noModel')}</p>
      )}
    </Card>
  );
}

function MappingState({ state, mapped }: { state: string; mapped: string | null }) {
  const t = useTranslations('products.category');
  const known = mappingStates.find((one) => one === state);
  const word = known ? t(`state.${known}`) : state;
  return mapped ? t('stateTo', { state: word, target: mapped.split(' > ').join(' › ') }) : word;
}

function Suggestion({ suggestion }: { suggestion: ProductSuggestion }) {
  const t = useTranslations('products.category');
  const reasons = useTranslations('reasons');
  const { percent, fixed } = useFormat();
  const { answers, reason, words, disagreement, pGiven, isStale } = suggestion;
  const byWhat = (name: string): string => {
    const known = modalities.find((one) => one === name);
    if (known) return t(`by.${known}`);
    return name === similarProducts ? t('by.similar') : t('by.other', { name });
  };
  return (
    <section className="mt-4 border-t border-line pt-3" aria-label={t('modelLabel')}>
      <h3 className="flex flex-wrap items-center gap-2 text-sm font-medium">
        {t('modelSays')} {suggestion.isDoubted ? <Badge tone="doubt">{t('doubted')}</Badge> : null}
        {isStale ? <Badge>{t('stale')}</Badge> : null}
      </h3>
      {reason ? <p className="mt-1 text-sm">{suggestionWords(reasons, reason)}</p> : null}
      <ol className="mt-2 grid gap-1 text-sm">
        {answers.map(({ categoryId, pathName, p }) => (
          <li key={categoryId} className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-2">
            <span className="text-right">{percent.format(p)}</span>
            <CategoryPath pathName={pathName} />
          </li>
        ))}
      </ol>
      <FactList
        facts={[
          ...(words.length > 0 ? [[t('words'), words.join(', ')] satisfies [string, string]] : []),
          ...suggestion.modalities.map(
            ({ name, pathName, p }) =>
              [
                byWhat(name),
                t('answer', { path: pathName.split(' > ').join(' › '), share: percent.format(p) }),
              ] satisfies [string, string],
          ),
          ...(pGiven === null ? [] : [[t('given'), percent.format(pGiven)] satisfies [string, string]]),
          ...(disagreement === null
            ? []
            : [[t('textAgainstPicture'), fixed(disagreement, 2)] satisfies [string, string]]),
          [t('model'), suggestion.modelName],
        ]}
      />
    </section>
  );
}
