/** What the server's word on an operation means for the deck, and what the person is told. Pure. */
import type { UndoOutcome } from '#server/review/schema.ts';
import type { DeckAction } from './reducer.ts';

export type OperationType = 'decide' | 'skip' | 'undo';

/** The outcomes of both queues, as loosely as a browser may trust what comes over the wire. */
export interface SaidOutcome {
  ok: boolean;
  reason?: string;
  by?: string | null;
  late?: boolean;
  repeated?: boolean;
  feedback?: { right: boolean; pathName: string; why: string };
  chain?: { a: string; b: string; relation: string; by: string | null }[];
}

export interface OperationRef {
  type: OperationType;
  key: string;
  itemId: string;
}

const relationWords: Record<string, string> = {
  same: 'are the same',
  not_same: 'were told apart',
  variant: 'are variants',
};

/** "A and B are the same (Ann), B and C were told apart (Bob)": letters where the card names them. */
export function chainSentence(chain: SaidOutcome['chain'], letterOf: (productId: string) => string): string {
  const links = (chain ?? []).map(
    (link) =>
      `${letterOf(link.a)} and ${letterOf(link.b)} ${relationWords[link.relation] ?? link.relation} (${link.by ?? 'your answer'})`,
  );
  return `This contradicts earlier decisions: ${links.join('; ')}.`;
}

function decideActions<B, A>(
  ref: OperationRef,
  said: SaidOutcome,
  nowMs: number,
  letterOf: (id: string) => string,
): DeckAction<B, A>[] {
  const told = (text: string): DeckAction<B, A>[] => [
    { type: 'told', key: ref.key, tone: 'doubt', text, forget: true },
  ];
  if (said.ok && said.feedback) {
    const { right, pathName, why } = said.feedback;
    const text = `This one was a check: ${right ? 'right' : `its category is ${pathName.replaceAll(' > ', ' › ')}`}.${why ? ` ${why}` : ''}`;
    return [{ type: 'told', key: ref.key, tone: right ? 'ok' : 'doubt', text, forget: true }];
  }
  if (said.ok) {
    if (!said.late) return [];
    return [
      {
        type: 'told',
        key: ref.key,
        tone: 'ok',
        text: 'Saved: the lease had run out, but nobody else had answered.',
        forget: false,
      },
    ];
  }
  switch (said.reason) {
    case 'contradiction':
      return [{ type: 'refused', key: ref.key, text: chainSentence(said.chain, letterOf), nowMs }];
    case 'already-decided':
      return told(
        `${said.by ?? 'Somebody'} had already decided this one; your answer is kept as a second opinion.`,
      );
    case 'changed-since':
      return told(
        'The listing changed while you looked at it; your answer is kept beside it and the new version comes back.',
      );
    case 'withdrawn':
      return told('This one was taken out of the queue meanwhile; your answer is kept beside it.');
    case 'unknown-category':
    case 'not-members':
      return [
        {
          type: 'refused',
          key: ref.key,
          text: 'The server does not know that choice any more. Please choose again.',
          nowMs,
        },
      ];
    default:
      return [
        {
          type: 'told',
          key: ref.key,
          tone: 'stop',
          text: `This answer could not be saved (${said.reason ?? 'unknown'}).`,
          forget: true,
        },
      ];
  }
}

function undoActions<B, A>(ref: OperationRef, said: UndoOutcome, nowMs: number): DeckAction<B, A>[] {
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
  const text = said.ok
    ? 'Undone. The item is open in the queue again, not in your hand.'
    : 'This can no longer be undone: somebody has decided on it since.';
  return [
    { type: 'dropped', itemId: ref.itemId, nowMs },
    { type: 'told', key: null, tone: said.ok ? 'ok' : 'stop', text, forget: false },
  ];
}

export function outcomeActions<B, A>(
  ref: OperationRef,
  outcome: unknown,
  nowMs: number,
  letterOf: (productId: string) => string = () => 'a listing',
): DeckAction<B, A>[] {
  if (ref.type === 'undo') return undoActions(ref, outcome as UndoOutcome, nowMs);
  return ref.type === 'decide' ? decideActions(ref, outcome as SaidOutcome, nowMs, letterOf) : [];
}
