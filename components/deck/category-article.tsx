'use client';
import { ProductDetails, ProductHead } from '#components/product/product-facts.tsx';
import { ProductImage } from '#components/product/product-image.tsx';
import type { CategoryCard, CategoryOption } from '#server/categorization/schema-card.ts';
import { CategoryChoices } from './category-choices.tsx';
import { GuidelineLine } from './guideline-line.tsx';
import { NearestStrip } from './nearest-strip.tsx';

/** Wide: picture, listing, choices side by side. Narrow: picture and title, then the choices, then the rest. */
const cardGridClass =
  "grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-3 [grid-template-areas:'picture_head'_'choices_choices'_'details_details'] lg:grid-cols-[minmax(12rem,18rem)_minmax(0,1fr)_minmax(20rem,26rem)] lg:grid-rows-[auto_1fr] lg:gap-y-2 lg:[grid-template-areas:'picture_head_choices'_'picture_details_choices']";

/** The card in hand: what the listing is, beside what may be its category. */
export function CategoryArticle({
  card,
  catalogId,
  showWhy,
  onTake,
  onImages,
  onGuideline,
  onLike,
}: {
  card: CategoryCard;
  catalogId: string;
  showWhy: boolean;
  onTake: (option: CategoryOption) => void;
  onImages: () => void;
  onGuideline: () => void;
  onLike: () => void;
}) {
  const { product } = card;
  return (
    <article className={cardGridClass} aria-live="polite">
      <div className="[grid-area:picture]">
        <ProductImage image={product.images[0]} title={product.title} onOpen={onImages} />
        <div className="mt-2 hidden grid-cols-4 gap-2 lg:grid">
          {product.images.slice(1, 5).map((image) => (
            <ProductImage
              key={image.imageId}
              image={image}
              title={product.title}
              width={160}
              onOpen={onImages}
            />
          ))}
        </div>
      </div>
      <div className="min-w-0 [grid-area:head]">
        <ProductHead product={product} />
      </div>
      <div className="flex min-w-0 flex-col gap-3 [grid-area:choices]">
        <CategoryChoices card={card} showWhy={showWhy} onTake={onTake} />
        <GuidelineLine
          catalogId={catalogId}
          categoryId={card.options[0]?.categoryId ?? null}
          onOpen={onGuideline}
        />
      </div>
      <div className="min-w-0 [grid-area:details]">
        <ProductDetails product={product} suggested={card.suggestedAttributes} />
        {card.blind ? null : (
          <NearestStrip
            catalogId={catalogId}
            productId={product.productId}
            proposed={card.options[0]?.pathName}
            onLike={onLike}
          />
        )}
      </div>
    </article>
  );
}
