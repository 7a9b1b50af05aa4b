'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { picturesOf, preloadImages } from '#components/product/product-image.tsx';
import type { CategoryAnswer, CategoryCard, CategoryOption } from '#server/categorization/schema-card.ts';
import type { Scope } from '#server/review/schema.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';
import { AnswerButton, answerBarClass } from './answer-button.tsx';
import { CategoryArticle } from './category-article.tsx';
import { DeckBar } from './deck-bar.tsx';
import { type DeskSheet, DeskSheets, sheetActs } from './desk-sheets.tsx';
import { EmptyDeck } from './empty-deck.tsx';
import type { PressedCommand } from './keys.ts';
import { useNearestAhead } from './nearest-strip.tsx';
import { NoticeLine } from './notice-line.tsx';
import { PickerDoor } from './picker-door.tsx';
import { loadReasonSheets, ReasonSheets } from './reason-sheets.tsx';
import { useCardTiming } from './use-card-timing.ts';
import { useDeck } from './use-deck.ts';
import { useKeys } from './use-keys.ts';
import { useLike } from './use-like.ts';
import { useOpened, usePreload } from './use-opened.ts';
import { useBindings } from './use-own-keys.ts';

const loads = {
  reasons: loadReasonSheets,
  images: () => import('#components/product/image-sheet.tsx'),
};
const ImageSheet = dynamic(() => loads.images().then((module) => module.ImageSheet));

type OpenSheet = DeskSheet | 'picker' | 'doubt' | 'escalate' | 'images' | null;

/** A category that is given is doubted; where there is none, or nobody knows, it is asked for. */
const questionOf = (reason: string | undefined) =>
  reason === undefined || reason === 'suspect'
    ? 'suspect'
    : reason === 'disagreement'
      ? 'disagreement'
      : 'category';

/** The category deck: one card in hand, the next ones ready, every answer one key. */
export function CategoryDeck({
  catalogId,
  actorId,
  scope,
  filter,
}: {
  catalogId: string;
  actorId: string;
  scope: Scope;
  filter: QueueFilter;
}) {
  const t = useTranslations('deck');
  const deck = useDeck<CategoryCard, CategoryAnswer>({
    queue: 'categories',
    catalogId,
    actorId,
    scope,
    filter,
  });
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const opened = useOpened(sheet);
  usePreload(Object.values(loads));
  const [showWhy, setShowWhy] = useState(false);
  const held = deck.state.current;
  const card = held?.body ?? null;
  const timing = useCardTiming(held?.itemId);
  const showLike = useLike();

  useEffect(
    () =>
      preloadImages(
        deck.state.ahead.map((next) => next.body.product.images[0]),
        320,
      ),
    [deck.state.ahead],
  );

  const isWide = typeof window !== 'undefined' && window.innerWidth >= 1024;
  useNearestAhead(
    catalogId,
    isWide
      ? deck.state.ahead.filter((next) => !next.body.blind).map((next) => next.body.product.productId)
      : [],
  );

  const place = (categoryId: string, via: Extract<CategoryAnswer, { kind: 'category' }>['via']) =>
    deck.decide(
      { kind: 'category', categoryId, via },
      Boolean(card && !card.blind && card.options.length > 0),
    );
  const take = (option: CategoryOption | undefined) => {
    if (option) place(option.categoryId, option.number === 1 ? 'proposal' : 'alternative');
  };
  const reject = () => {
    const proposal = card?.options[0];
    if (proposal) deck.decide({ kind: 'reject', rejectedId: proposal.categoryId }, true);
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
      reject,
      search: () => card && setSheet('picker'),
      parent: () => card?.parent && place(card.parent.categoryId, 'parent'),
      'cant-tell': () => deck.decide({ kind: 'cant-tell' }, Boolean(card && !card.blind)),
      doubt: () => card && setSheet('doubt'),
      skip: () => deck.skip(),
      escalate: () => card && setSheet('escalate'),
      undo: () => void deck.undo(),
      repeat,
      images: () => card && setSheet('images'),
      why: () => setShowWhy(!showWhy),
      like: () => showLike(card?.product.productId),
      ...sheetActs(setSheet),
    };
    acts[command]?.();
  };
  useKeys(useBindings('category'), sheet !== null, act);

  const close = (open: boolean) => setSheet(open ? sheet : null);
  const press = (command: PressedCommand['command']) =>
    ({ mode: 'category', command, disabled: !card, onPress: () => act({ command }) }) as const;
  return (
    <section
      className="flex min-h-full min-w-0 flex-col bg-page"
      aria-label={t('categoryReview')}
      onPointerMove={deck.noteActivity}
      data-item={held?.itemId}
      data-key-to-card-ms={timing.lastMs ?? undefined}
    >
      <DeckBar
        mode="category"
        question={t(`question.${questionOf(card?.reason)}`)}
        status={deck.status}
        outbox={deck.outbox}
        leaseUntilMs={held?.leaseUntilMs ?? null}
        onOpen={setSheet}
      />
      <NoticeLine notice={deck.state.notice} onClose={deck.closeNotice} />
      <div className="min-h-0 flex-1 px-4 pb-2">
        {card ? (
          <CategoryArticle
            card={card}
            catalogId={catalogId}
            showWhy={showWhy}
            onTake={take}
            onImages={() => setSheet('images')}
            onGuideline={() => setSheet('guideline')}
            onLike={() => act({ command: 'like' })}
          />
        ) : (
          <EmptyDeck
            ofCategories
            counts={deck.isClaiming ? undefined : deck.status?.counts}
            isUnreachable={deck.isUnreachable}
          />
        )}
      </div>
      <footer className={answerBarClass}>
        <AnswerButton {...press('accept')} tone="primary" disabled={!card?.options[0]} />
        <AnswerButton {...press('other')} />
        <AnswerButton {...press('reject')} disabled={!card?.options[0]} />
        <AnswerButton
          {...press('parent')}
          disabled={!card?.parent}
          label={card?.parent ? t('up', { name: card.parent.name }) : undefined}
        />
        <AnswerButton {...press('cant-tell')} />
        <AnswerButton {...press('skip')} />
        <AnswerButton {...press('escalate')} />
        <span className="ml-auto" />
        <span className="contents sm:hidden">
          <AnswerButton {...press('notes')} tone="quiet" />
          <AnswerButton {...press('history')} tone="quiet" disabled={false} />
          <AnswerButton {...press('like')} tone="quiet" />
        </span>
        <AnswerButton {...press('why')} tone="quiet" />
        <AnswerButton {...press('undo')} disabled={deck.state.answered.length === 0} />
      </footer>
      <PickerDoor
        catalogId={catalogId}
        productId={card?.product.productId ?? null}
        options={card?.options ?? []}
        open={sheet === 'picker'}
        onOpenChange={close}
        onPick={(category) => {
          setSheet(null);
          timing.start();
          place(category.categoryId, 'search');
        }}
      />
      <ReasonSheets
        sheet={sheet}
        onOpenChange={close}
        onAnswer={(answer, note) => deck.decide(answer, Boolean(card && !card.blind), note)}
      />
      <DeskSheets
        mode="category"
        catalogId={catalogId}
        categoryId={card?.options[0]?.categoryId ?? null}
        subjectId={card?.product.productId ?? null}
        sheet={sheet}
        onOpenChange={close}
        onAct={act}
        onUndone={deck.forget}
      />
      {opened('images') ? (
        <ImageSheet open={sheet === 'images'} onOpenChange={close} images={picturesOf(card?.product)} />
      ) : null}
    </section>
  );
}
