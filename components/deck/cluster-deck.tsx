'use client';
import dynamic from 'next/dynamic';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { preloadImages } from '#components/product/product-image.tsx';
import type { ClusterAnswer, ClusterCard } from '#server/duplicates/schema-card.ts';
import type { Scope } from '#server/review/schema.ts';
import type { QueueFilter } from '#server/review/schema-filter.ts';
import { AnswerButton, answerBarClass } from './answer-button.tsx';
import { ClusterHead, ClusterLinks } from './cluster-head.tsx';
import {
  answerLabel,
  answerOf,
  type ClusterMarks,
  leaveOut,
  moveFocus,
  startMarks,
  tickedIds,
  toggleMember,
  toggleSplit,
  toggleVariant,
} from './cluster-marks.ts';
import { ClusterTable } from './cluster-table.tsx';
import { DeckBar } from './deck-bar.tsx';
import { type DeskSheet, DeskSheets, sheetActs } from './desk-sheets.tsx';
import { EmptyDeck } from './empty-deck.tsx';
import type { DeckMode, PressedCommand } from './keys.ts';
import { NoticeLine } from './notice-line.tsx';
import { loadReasonSheets, ReasonSheets } from './reason-sheets.tsx';
import { useCardTiming } from './use-card-timing.ts';
import { useDeck } from './use-deck.ts';
import { useKeys } from './use-keys.ts';
import { useLike } from './use-like.ts';
import { useOpened, usePreload } from './use-opened.ts';
import { useBindings } from './use-own-keys.ts';

const loads = {
  golden: () => import('./golden-sheet.tsx'),
  reasons: loadReasonSheets,
  images: () => import('#components/product/image-sheet.tsx'),
};
const GoldenSheet = dynamic(() => loads.golden().then((module) => module.GoldenSheet));
const ImageSheet = dynamic(() => loads.images().then((module) => module.ImageSheet));

type OpenSheet = DeskSheet | 'golden' | 'doubt' | 'escalate' | 'images' | null;

/** Letters of the products seen lately: an answer may be refused after its card has gone from the hand. */
function useLetters() {
  const t = useTranslations('deck.notice');
  const letters = useRef(new Map<string, string>());
  const letterOf = useCallback(
    (productId: string) => letters.current.get(productId) ?? t('anotherListing'),
    [t],
  );
  const note = useCallback((card: ClusterCard | null) => {
    for (const member of card?.members ?? []) letters.current.set(member.productId, member.letter);
  }, []);
  return { letterOf, note };
}

/** The marks belong to one card: a new card begins with all ticked. */
function useMarks(card: ClusterCard | null) {
  const [held, setHeld] = useState<{ clusterId: string; marks: ClusterMarks } | null>(null);
  const marks =
    card && held?.clusterId === card.clusterId ? held.marks : startMarks(card?.members.length ?? 0);
  const change = (next: ClusterMarks) => card && setHeld({ clusterId: card.clusterId, marks: next });
  return { marks, change };
}

/** Pairs and clusters: one question a screen, "are these the same product?", every answer one key. */
export function ClusterDeck({
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
  const pairWords = useTranslations('pairs');
  const { letterOf, note } = useLetters();
  const deck = useDeck<ClusterCard, ClusterAnswer>({
    queue: 'duplicates',
    catalogId,
    actorId,
    scope,
    filter,
    letterOf,
  });
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const opened = useOpened(sheet);
  usePreload(Object.values(loads));
  const [showWhy, setShowWhy] = useState(false);
  const held = deck.state.current;
  const card = held?.body ?? null;
  const mode: DeckMode = card && card.members.length > 2 ? 'cluster' : 'pair';
  const { marks, change } = useMarks(card);
  const timing = useCardTiming(held?.itemId);
  const showLike = useLike();

  useEffect(() => note(card), [card, note]);
  useEffect(
    () =>
      preloadImages(
        deck.state.ahead.flatMap((next) => next.body.members.map((member) => member.images[0])),
        320,
      ),
    [deck.state.ahead],
  );

  const decide = (answer: ClusterAnswer, note?: string) => {
    deck.decide(answer, Boolean(card && !card.blind), note);
  };
  const act = ({ command, index }: PressedCommand): void => {
    timing.start();
    deck.noteActivity();
    const at = (index ?? 1) - 1;
    const always: Partial<Record<PressedCommand['command'], () => void>> = {
      undo: () => void deck.undo(),
      ...sheetActs(setSheet),
    };
    if (!card || always[command]) {
      always[command]?.();
      return;
    }
    const acts: Partial<Record<PressedCommand['command'], () => void>> = {
      accept: () => decide(mode === 'pair' ? answerOf(startMarks(2), card) : answerOf(marks, card)),
      different: () => decide({ kind: 'apart', relation: 'not_same' }),
      variant: () => decide({ kind: 'apart', relation: 'variant' }),
      'cant-tell': () => decide({ kind: 'cant-tell' }),
      doubt: () => setSheet('doubt'),
      skip: () => deck.skip(),
      escalate: () => setSheet('escalate'),
      toggle: () => change(toggleMember(marks, at)),
      'variant-member': () => change(toggleVariant(marks, at)),
      'leave-out': () => change(leaveOut(marks)),
      split: () => change(toggleSplit(marks, card)),
      left: () => change(moveFocus(marks, -1)),
      right: () => change(moveFocus(marks, 1)),
      images: () => setSheet('images'),
      golden: () => setSheet('golden'),
      why: () => setShowWhy(!showWhy),
      like: () => showLike((card.members[marks.focus] ?? card.members[0]).productId),
    };
    acts[command]?.();
  };
  useKeys(useBindings(mode), sheet !== null, act);

  const close = (open: boolean) => setSheet(open ? sheet : null);
  const press = (command: PressedCommand['command']) => ({
    mode,
    command,
    disabled: !card,
    onPress: () => act({ command }),
  });
  return (
    <section
      className="flex min-h-full min-w-0 flex-col bg-page"
      aria-label={t('duplicateReview')}
      onPointerMove={deck.noteActivity}
      data-item={held?.itemId}
      data-key-to-card-ms={timing.lastMs ?? undefined}
    >
      <DeckBar
        mode={mode}
        question={t('question.pair')}
        status={deck.status}
        outbox={deck.outbox}
        leaseUntilMs={held?.leaseUntilMs ?? null}
        onOpen={setSheet}
      />
      <NoticeLine notice={deck.state.notice} onClose={deck.closeNotice} />
      <div className="min-h-0 flex-1 px-4 pb-2" aria-live="polite">
        {card ? (
          <article key={card.clusterId} className="flex flex-col gap-2">
            <ClusterHead
              card={card}
              marks={marks}
              catalogId={catalogId}
              letterOf={letterOf}
              canCut={mode === 'cluster'}
              onCut={() => act({ command: 'split' })}
              onGuideline={() => setSheet('guideline')}
            />
            <ClusterTable
              card={card}
              marks={marks}
              isPair={mode === 'pair'}
              onToggle={(at) => change(toggleMember(marks, at))}
              onFocus={(at) => change({ ...marks, focus: at })}
              onImages={() => setSheet('images')}
            />
            {showWhy ? <ClusterLinks links={card.links} letterOf={letterOf} /> : null}
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
          {...press('accept')}
          tone="primary"
          label={card && mode === 'cluster' ? answerLabel(pairWords, marks, card) : undefined}
        />
        {mode === 'pair' ? (
          <>
            <AnswerButton {...press('different')} />
            <AnswerButton {...press('variant')} />
          </>
        ) : (
          <>
            <AnswerButton {...press('leave-out')} disabled={!card || marks.mode === 'split'} />
            <AnswerButton {...press('different')} />
            <AnswerButton
              {...press('split')}
              label={marks.mode === 'split' ? pairWords('leaveSplit') : undefined}
            />
          </>
        )}
        <AnswerButton {...press('cant-tell')} />
        <AnswerButton {...press('skip')} />
        <AnswerButton {...press('escalate')} />
        <span className="ml-auto" />
        <span className="contents sm:hidden">
          <AnswerButton {...press('notes')} tone="quiet" />
          <AnswerButton {...press('history')} tone="quiet" disabled={false} />
        </span>
        {/* Below this width the row would break in German; its key and the palette remain. */}
        <span className="contents sm:max-[1399px]:hidden">
          <AnswerButton {...press('like')} tone="quiet" />
        </span>
        <AnswerButton {...press('golden')} tone="quiet" />
        <AnswerButton {...press('why')} tone="quiet" />
        <AnswerButton {...press('undo')} disabled={deck.state.answered.length === 0} />
      </footer>
      <ReasonSheets sheet={sheet} onOpenChange={close} onAnswer={decide} />
      <DeskSheets
        mode={mode}
        catalogId={catalogId}
        categoryId={card?.category?.categoryId ?? null}
        subjectId={card?.clusterId ?? null}
        sheet={sheet}
        onOpenChange={close}
        onAct={act}
        onUndone={deck.forget}
      />
      {opened('golden') ? (
        <GoldenSheet
          clusterId={card?.clusterId ?? ''}
          ticked={card ? tickedIds(marks, card) : []}
          letterOf={letterOf}
          open={sheet === 'golden'}
          onOpenChange={close}
        />
      ) : null}
      {opened('images') ? (
        <ImageSheet
          open={sheet === 'images'}
          onOpenChange={close}
          images={(card?.members ?? []).flatMap((member) =>
            member.images[0]
              ? [
                  {
                    image: member.images[0],
                    title: member.title,
                    caption: `${member.letter} · ${member.title}`,
                  },
                ]
              : [],
          )}
        />
      ) : null}
    </section>
  );
}
