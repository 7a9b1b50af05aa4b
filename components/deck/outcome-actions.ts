/** What the server's word on an operation means for the deck, and what the person is told. Pure. */
import type { useTranslations } from 'use-intl';
import type { UndoOutcome } from '#server/review/schema.ts';
import type { DeckAction } from './reducer.ts';

export type NoticeTranslate = ReturnType<typeof useTranslations<'deck.notice'>>;

export type OperationType = 'decide' | 'skip' | 'undo';

/** The outcomes of both queues, as loosely as a browser may trust what comes over the wire. */
export interface SaidOutcome {
  ok: boolean;
  reason?: string;
  /** Of an answer that was no outcome: the status of HTTP. */
  status?: number;
  by?: string | null;
  late?: boolean;
  repeated?: boolean;
  feedback?: { right: boolean; pathName: string; why: string };
  chain?: { a: string; b: string; relation: string; by: string | null }[];
  /** Titles of the listings that the chain names, by id. */
  titles?: Record<string, string>;
}

export interface OperationRef {
  type: OperationType;
  key: string;
  itemId: string;
}

/** Who a merge is by that no person made. */
const automatic = 'automatic';
const relations = ['same', 'not_same', 'variant'] as const;

/** "A and B are the same (Ann); B and “Kettle” were told apart (Bob)": letters where the card names them, else titles. */
export function chainSentence(
  t: NoticeTranslate,
  { chain, titles = {} }: Pick<SaidOutcome, 'chain' | 'titles'>,
  letterOf: (productId: string) => string,
): string {
  const nameOf = (productId: string): string => {
    const letter = letterOf(productId);
    const title = titles[productId];
    return letter === t('anotherListing') && title ? t('titled', { title }) : letter;
  };
  const links = (chain ?? []).map((link) => {
    const relation = relations.find((one) => one === link.relation) ?? 'not_same';
    const by = link.by === automatic ? t('automatic') : (link.by ?? t('yourAnswer'));
    return t(`link.${relation}`, { one: nameOf(link.a), other: nameOf(link.b), by });
  });
  return t('contradiction', { links: links.join('; ') });
}

const shortPath = (pathName: string): string => pathName.replaceAll(' > ', ' › ');

function decideActions<B, A>(
  t: NoticeTranslate,
  ref: OperationRef,
  said: SaidOutcome,
  nowMs: number,
  letterOf: (id: string) => string,
): DeckAction<B, A>[] {
  const told = (text: string): DeckAction<B, A>[] => [
    { type: 'told', key: ref.key, tone: 'doubt', text, forget: true },
  ];
  const refused = (text: string): DeckAction<B, A>[] => [{ type: 'refused', key: ref.key, text, nowMs }];
  if (said.ok && said.feedback) {
    const { right, pathName, why } = said.feedback;
    const check = right ? t('checkRight') : t('checkWrong', { path: shortPath(pathName) });
    // `why` is the lead's own sentence.
    const text = why ? `${check} ${why}` : check;
    return [{ type: 'told', key: ref.key, tone: right ? 'ok' : 'doubt', text, forget: true }];
  }
  if (said.ok) {
    return said.late ? [{ type: 'told', key: ref.key, tone: 'ok', text: t('late'), forget: false }] : [];
  }
  switch (said.reason) {
    case 'contradiction':
      return refused(chainSentence(t, said, letterOf));
    case 'already-decided':
      return told(said.by ? t('decidedBy', { name: said.by }) : t('decided'));
    case 'changed-since':
      return told(t('changed'));
    case 'withdrawn':
      return told(t('withdrawn'));
    case 'unknown-category':
    case 'not-members':
      return refused(t('unknownChoice'));
    default: {
      const why = said.status ? t('refused', { status: String(said.status) }) : (said.reason ?? t('unknown'));
      const text = t('notSaved', { why });
      return [{ type: 'told', key: ref.key, tone: 'stop', text, forget: true }];
    }
  }
}

function undoActions<B, A>(
  t: NoticeTranslate,
  ref: OperationRef,
  said: UndoOutcome,
  nowMs: number,
): DeckAction<B, A>[] {
  if (said.ok && said.lease) {
    const { leaseNumber, subjectRevision, leaseMs } = said.lease;
    return [
      {
        type: 'leased-again',
        itemId: ref.itemId,
        lease: { leaseNumber, subjectRevision, leaseUntilMs: nowMs + leaseMs },
      },
    ];
  }
  const text = said.ok ? t('undone') : t('tooLate');
  return [
    { type: 'dropped', itemId: ref.itemId, nowMs },
    { type: 'told', key: null, tone: said.ok ? 'ok' : 'stop', text, forget: false },
  ];
}

export function outcomeActions<B, A>(
  t: NoticeTranslate,
  ref: OperationRef,
  outcome: unknown,
  nowMs: number,
  letterOf: (productId: string) => string = () => t('aListing'),
): DeckAction<B, A>[] {
  if (ref.type === 'undo') return undoActions(t, ref, outcome as UndoOutcome, nowMs);
  return ref.type === 'decide' ? decideActions(t, ref, outcome as SaidOutcome, nowMs, letterOf) : [];
}
