'use client';
import { useEffect, useState } from 'react';
import { ImageSheet } from '#components/product/image-sheet.tsx';
import { ProductDetails, ProductHead } from '#components/product/product-facts.tsx';
import { ProductImage, preloadImages } from '#components/product/product-image.tsx';
import type { CategoryAnswer, CategoryCard, CategoryOption } from '#server/categorization/schema-card.ts';
import type { Scope } from '#server/review/schema.ts';
import { AnswerButton, answerBarClass } from './answer-button.tsx';
import { CategoryChoices } from './category-choices.tsx';
import { DeckBar } from './deck-bar.tsx';
import { EmptyDeck } from './empty-deck.tsx';
import { EscalateSheet } from './escalate-sheet.tsx';
import { HelpSheet } from './help-sheet.tsx';
import type { PressedCommand } from './keys.ts';
import { NoticeLine } from './notice-line.tsx';
import { PickerSheet } from './picker-sheet.tsx';
import { useCardTiming } from './use-card-timing.ts';
import { useDeck } from './use-deck.ts';
import { useKeys } from './use-keys.ts';

type OpenSheet = 'picker' | 'help' | 'escalate' | 'images' | null;

const questions: Record<string, string> = {
  suspect: 'Wrong category?',
  uncertain: 'Which category?',
  missing: 'Which category?',
};

/** Wide: picture, listing, choices side by side. Narrow: picture and title, then the choices, then the rest. */
const cardGridClass =
  "grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-3 [grid-template-areas:'picture_head'_'choices_choices'_'details_details'] lg:grid-cols-[minmax(12rem,18rem)_minmax(0,1fr)_minmax(20rem,26rem)] lg:grid-rows-[auto_1fr] lg:gap-y-2 lg:[grid-template-areas:'picture_head_choices'_'picture_details_choices']";

/** The category deck: one card in hand, the next ones ready, every answer one key. */
export function CategoryDeck({
  catalogId,
  actorId,
  scope,
}: {
  catalogId: string;
  actorId: string;
  scope: Scope;
}) {
  const deck = useDeck<CategoryCard, CategoryAnswer>({ queue: 'categories', catalogId, actorId, scope });
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const [showWhy, setShowWhy] = useState(false);
  const held = deck.state.current;
  const card = held?.body ?? null;
  const timing = useCardTiming(held?.itemId);

  useEffect(
    () =>
      preloadImages(
        deck.state.ahead.map((next) => next.body.product.images[0]),
        320,
      ),
    [deck.state.ahead],
  );

  const place = (categoryId: string, via: Extract<CategoryAnswer, { kind: 'category' }>['via']) =>
    deck.decide(
      { kind: 'category', categoryId, via },
      Boolean(card && !card.blind && card.options.length > 0),
    );
  const take = (option: CategoryOption | undefined) => {
    if (option) place(option.categoryId, option.number === 1 ? 'proposal' : 'alternative');
  };
  const repeat = () => {
    const last = deck.state.lastAnswer;
    if (last?.kind === 'category') place(last.categoryId, 'repeat');
  };

  const act = ({ command, index }: PressedCommand): void => {
    timing.start();
    deck.noteActivity();
    const acts: Partial<Record<PressedCommand['command'], () => void>> = {
      accept: () => take(card?.options[0]),
      option: () => take(card?.options[(index ?? 1) - 1]),
      other: () => card && setSheet('picker'),
      search: () => card && setSheet('picker'),
      parent: () => card?.parent && place(card.parent.categoryId, 'parent'),
      'cant-tell': () => deck.decide({ kind: 'cant-tell' }, Boolean(card && !card.blind)),
      skip: () => deck.skip(),
      escalate: () => card && setSheet('escalate'),
      undo: () => void deck.undo(),
      repeat,
      images: () => card && setSheet('images'),
      why: () => setShowWhy(!showWhy),
      help: () => setSheet('help'),
    };
    acts[command]?.();
  };
  useKeys('category', sheet !== null, act);

  const close = (open: boolean) => setSheet(open ? sheet : null);
  const hasCard = card !== null;
  const button = { mode: 'category', disabled: !hasCard } as const;
  return (
    <section
      className="flex min-h-full min-w-0 flex-col bg-page"
      aria-label="Category review"
      onPointerMove={deck.noteActivity}
      data-item={held?.itemId}
      data-key-to-card-ms={timing.lastMs ?? undefined}
    >
      <DeckBar
        question={questions[card?.reason ?? 'suspect'] ?? 'Which category?'}
        status={deck.status}
        outbox={deck.outbox}
        leaseUntilMs={held?.leaseUntilMs ?? null}
        onHelp={() => setSheet('help')}
      />
      <NoticeLine notice={deck.state.notice} onClose={deck.closeNotice} />
      <div className="min-h-0 flex-1 px-4 pb-2">
        {card ? (
          <article className={cardGridClass} aria-live="polite">
            <div className="[grid-area:picture]">
              <ProductImage
                image={card.product.images[0]}
                title={card.product.title}
                onOpen={() => setSheet('images')}
              />
              <div className="mt-2 hidden grid-cols-4 gap-2 lg:grid">
                {card.product.images.slice(1, 5).map((image) => (
                  <ProductImage
                    key={image.imageId}
                    image={image}
                    title={card.product.title}
                    width={160}
                    onOpen={() => setSheet('images')}
                  />
                ))}
              </div>
            </div>
            <div className="min-w-0 [grid-area:head]">
              <ProductHead product={card.product} />
            </div>
            <div className="min-w-0 [grid-area:choices]">
              <CategoryChoices card={card} showWhy={showWhy} onTake={take} />
            </div>
            <div className="min-w-0 [grid-area:details]">
              <ProductDetails product={card.product} />
            </div>
          </article>
        ) : (
          <EmptyDeck
            counts={deck.isClaiming ? undefined : deck.status?.counts}
            isUnreachable={deck.isUnreachable}
          />
        )}
      </div>
      <footer className={answerBarClass}>
        <AnswerButton
          {...button}
          command="accept"
          tone="primary"
          disabled={!card?.options[0]}
          onPress={() => take(card?.options[0])}
        />
        <AnswerButton {...button} command="other" onPress={() => setSheet('picker')} />
        <AnswerButton
          {...button}
          command="parent"
          disabled={!card?.parent}
          label={card?.parent ? `up: ${card.parent.name}` : undefined}
          onPress={() => act({ command: 'parent' })}
        />
        <AnswerButton {...button} command="cant-tell" onPress={() => act({ command: 'cant-tell' })} />
        <AnswerButton {...button} command="skip" onPress={() => act({ command: 'skip' })} />
        <AnswerButton {...button} command="escalate" onPress={() => setSheet('escalate')} />
        <span className="ml-auto" />
        <AnswerButton
          mode="category"
          command="why"
          tone="quiet"
          disabled={!hasCard}
          onPress={() => setShowWhy(!showWhy)}
        />
        <AnswerButton
          mode="category"
          command="undo"
          disabled={deck.state.answered.length === 0}
          onPress={() => act({ command: 'undo' })}
        />
      </footer>
      <PickerSheet
        catalogId={catalogId}
        options={card?.options ?? []}
        open={sheet === 'picker'}
        onOpenChange={close}
        onPick={(category) => {
          setSheet(null);
          timing.start();
          place(category.categoryId, 'search');
        }}
      />
      <EscalateSheet
        open={sheet === 'escalate'}
        onOpenChange={close}
        onChoose={(reasonCode) => {
          setSheet(null);
          deck.decide({ kind: 'escalate', reasonCode }, Boolean(card && !card.blind));
        }}
      />
      <HelpSheet mode="category" open={sheet === 'help'} onOpenChange={close} />
      <ImageSheet
        open={sheet === 'images'}
        onOpenChange={close}
        images={(card?.product.images ?? []).map((image, at) => ({
          image,
          title: card?.product.title ?? '',
          caption: `${at + 1}`,
        }))}
      />
    </section>
  );
}
