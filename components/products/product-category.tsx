import Link from 'next/link';
import { Badge, Card } from '#components/ui/card.tsx';
import type { ProductDetail, ProductSuggestion } from '#server/browse/schema-product.ts';
import { CategoryPath, FactList } from './fact-list.tsx';

const percent = (p: number): string => `${(100 * p).toFixed(p >= 0.995 || p < 0.005 ? 1 : 0)} %`;
const sources: Readonly<Record<ProductDetail['source'], string>> = {
  given: 'from the seller',
  mapped: "from the seller's mapped category",
  decision: 'decided by a person',
  accepted: 'accepted automatically',
  merged: 'from a merge',
  none: '',
};
const mappingStates: Readonly<Record<string, string>> = {
  new: 'not mapped yet',
  exact: 'the target itself',
  mapped: 'mapped',
  'out-of-scope': 'out of scope',
  refused: 'refused',
};

/** Where it stands, what the seller said, and what the active model says with its reasons. */
export function ProductCategory({ product }: { product: ProductDetail }) {
  const { current, given, sellerCategory, suggestion } = product;
  return (
    <Card>
      <h2>Category</h2>
      <FactList
        facts={[
          [
            'Now',
            current ? (
              <span key="now">
                <Link href={`/products?category=${current.categoryId}`} className="hover:underline">
                  <CategoryPath pathName={current.pathName} />
                </Link>{' '}
                <span className="text-xs text-muted">{sources[product.source]}</span>
              </span>
            ) : (
              'none'
            ),
          ],
          [
            product.givenFrom === 'mapping' ? 'Given by the mapping' : 'Given by the seller',
            given.length > 0
              ? given.map(({ categoryId, pathName }) => (
                  <span key={categoryId} className="block">
                    <CategoryPath pathName={pathName} />
                  </span>
                ))
              : 'none',
          ],
          [
            "Seller's own path",
            sellerCategory ? (
              <span key="own">
                <span lang={product.locale ?? undefined}>{sellerCategory.path}</span>
                <span className="block text-xs text-muted">
                  {mappingStates[sellerCategory.state] ?? sellerCategory.state}
                  {sellerCategory.mapped ? `: ${sellerCategory.mapped.split(' > ').join(' › ')}` : ''}
                  {' · '}
                  <Link
                    href={`/sellers/${product.seller.id}?q=${encodeURIComponent(sellerCategory.path)}`}
                    className="underline"
                  >
                    mapping
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
        <p className="mt-3 text-sm text-muted">No active model has looked at it yet.</p>
      )}
    </Card>
  );
}

function Suggestion({ suggestion }: { suggestion: ProductSuggestion }) {
  const { answers, sentence, words, modalities, disagreement, pGiven, isStale } = suggestion;
  return (
    <section className="mt-4 border-t border-line pt-3" aria-label="What the active model says">
      <h3 className="flex flex-wrap items-center gap-2 text-sm font-medium">
        The model says {suggestion.isDoubted ? <Badge tone="doubt">another category than given</Badge> : null}
        {isStale ? <Badge>before the last change</Badge> : null}
      </h3>
      {sentence ? <p className="mt-1 text-sm">{sentence}</p> : null}
      <ol className="mt-2 grid gap-1 text-sm">
        {answers.map(({ categoryId, pathName, p }) => (
          <li key={categoryId} className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-2">
            <span className="text-right">{percent(p)}</span>
            <CategoryPath pathName={pathName} />
          </li>
        ))}
      </ol>
      <FactList
        facts={[
          ...(words.length > 0 ? [['Words', words.join(', ')] satisfies [string, string]] : []),
          ...modalities.map(
            ({ name, pathName, p }) =>
              [`by ${name}`, `${pathName.split(' > ').join(' › ')} (${percent(p)})`] satisfies [
                string,
                string,
              ],
          ),
          ...(pGiven === null ? [] : [['The given one', percent(pGiven)] satisfies [string, string]]),
          ...(disagreement === null
            ? []
            : [['Text against picture', disagreement.toFixed(2)] satisfies [string, string]]),
          ['Model', suggestion.modelName],
        ]}
      />
    </section>
  );
}
