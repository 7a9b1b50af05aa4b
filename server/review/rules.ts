import type { AnswerBase } from './schema.ts';
import type { ItemRow } from './store.ts';

/** How an answer stands to its item, decided under the item's row lock. Pure. */
export type Standing =
  | 'counts'
  | 'counts-late'
  | 'already-decided'
  | 'changed-since'
  | 'withdrawn'
  | 'not-held';

type Standable = Pick<ItemRow, 'state' | 'leaseNumber' | 'leasedBy' | 'leaseMs'>;

/** Whether a lease of this number is this person's and still runs. */
export function isHeldUnder(item: Standable, leaseNumber: number, actorId: string): boolean {
  return BigInt(leaseNumber) === item.leaseNumber && item.leasedBy === actorId && item.leaseMs > 0;
}

/**
 * `revision`: the subject's, now; null when the subject is gone. A lease number that was never given out is no late
 * answer but a made-up one.
 */
export function standingOf(
  item: Standable,
  base: Pick<AnswerBase, 'leaseNumber' | 'subjectRevision'>,
  now: { actorId: string; revision: number | null },
): Standing {
  const leaseNumber = BigInt(base.leaseNumber);
  if (leaseNumber < 1n || leaseNumber > item.leaseNumber) return 'not-held';
  const isCurrent = isHeldUnder(item, base.leaseNumber, now.actorId);
  if (item.state === 'decided') return 'already-decided';
  // Escalated and held by a lead: the lead's answer counts; a latecomer's does not overtake the hand-over.
  if (item.state === 'escalated' && !isCurrent) return 'already-decided';
  if (item.state === 'withdrawn' || now.revision === null) return 'withdrawn';
  if (now.revision !== base.subjectRevision) return 'changed-since';
  return isCurrent ? 'counts' : 'counts-late';
}
