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
import { useCardTiming } from './use-card-timing.ts';
import { useDeck } from './use-deck.ts';
import { useKeys } from './use-keys.ts';
import { useLike } from './use-like.ts';
import { useOpened, usePreload } from './use-opened.ts';
import { useBindings } from './use-own-keys.ts';

const loads = {
  escalate: () => import('./escalate-sheet.tsx'),
  images: () => import('#components/product/image-sheet.tsx'),
};
const DoubtSheet = dynamic(() => loads.escalate().then((module) => module.DoubtSheet));
const EscalateSheet = dynamic(() => loads.escalate().then((module) => module.EscalateSheet));
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
  const hasCard = card !== null;
  const button = { mode: 'category', disabled: !hasCard } as const;
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
          command="reject"
          disabled={!card?.options[0]}
          onPress={() => act({ command: 'reject' })}
        />
        <AnswerButton
          {...button}
          command="parent"
          disabled={!card?.parent}
          label={card?.parent ? t('up', { name: card.parent.name }) : undefined}
          onPress={() => act({ command: 'parent' })}
        />
        <AnswerButton {...button} command="cant-tell" onPress={() => act({ command: 'cant-tell' })} />
        <AnswerButton {...button} command="skip" onPress={() => act({ command: 'skip' })} />
        <AnswerButton {...button} command="escalate" onPress={() => setSheet('escalate')} />
        <span className="ml-auto" />
        <span className="contents sm:hidden">
          <AnswerButton {...button} command="notes" tone="quiet" onPress={() => setSheet('notes')} />
          <AnswerButton mode="category" command="history" tone="quiet" onPress={() => setSheet('history')} />
          <AnswerButton {...button} command="like" tone="quiet" onPress={() => act({ command: 'like' })} />
        </span>
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
      {opened('doubt') ? (
        <DoubtSheet
          open={sheet === 'doubt'}
          onOpenChange={close}
          onChoose={(reasonCode) => {
            setSheet(null);
            deck.decide({ kind: 'cant-tell', reasonCode }, Boolean(card && !card.blind));
          }}
        />
      ) : null}
      {opened('escalate') ? (
        <EscalateSheet
          open={sheet === 'escalate'}
          onOpenChange={close}
          onChoose={(reasonCode, note) => {
            setSheet(null);
            deck.decide({ kind: 'escalate', reasonCode }, Boolean(card && !card.blind), note);
          }}
        />
      ) : null}
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
