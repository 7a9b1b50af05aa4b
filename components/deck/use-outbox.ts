'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Outbox, type OutboxOperation, type OutboxSnapshot, type SendResult } from './outbox.ts';
import { indexedDbStore } from './outbox-store.ts';
import { sendOperation } from './send-operation.ts';

export interface QueuedBody {
  leaseNumber?: number;
  subjectRevision?: number;
}

/** What the latest undo said about an item's lease: an answer queued behind that undo goes out with it. */
export type LeasePatches = Map<string, { leaseNumber: number; subjectRevision: number }>;

function withPatch(operation: OutboxOperation, patches: LeasePatches): OutboxOperation {
  const patch = patches.get(operation.itemId);
  const body = operation.body as QueuedBody;
  const isOlder = patch && body.leaseNumber !== undefined && body.leaseNumber < patch.leaseNumber;
  return isOlder ? { ...operation, body: { ...body, ...patch } } : operation;
}

/** One outbox for this person, open while the page is; online, focus and a new login wake it. */
export function useOutbox(
  actorId: string,
  patches: LeasePatches,
  onAnswer: (operation: OutboxOperation, outcome: unknown) => void,
  send: (operation: OutboxOperation) => Promise<SendResult> = sendOperation,
): { outbox: () => Outbox | null; snapshot: OutboxSnapshot } {
  const [snapshot, setSnapshot] = useState<OutboxSnapshot>({ status: 'idle', waiting: 0 });
  const held = useRef<Outbox | null>(null);
  const answer = useRef(onAnswer);
  answer.current = onAnswer;
  const sending = useRef(send);
  sending.current = send;
  useEffect(() => {
    const outbox = new Outbox({
      actorId,
      store: indexedDbStore(),
      send: (operation) => sending.current(withPatch(operation, patches)),
      onAnswer: (operation, outcome) => answer.current(operation, outcome),
      onChange: setSnapshot,
    });
    held.current = outbox;
    const nudge = () => outbox.nudge();
    void outbox.open().catch(() => undefined); // no IndexedDB: memory alone
    window.addEventListener('online', nudge);
    window.addEventListener('focus', nudge);
    return () => {
      window.removeEventListener('online', nudge);
      window.removeEventListener('focus', nudge);
      outbox.close();
      held.current = null;
    };
  }, [actorId, patches]);
  // One function for good: effects that depend on it (leases) must not run again with every card.
  const outbox = useCallback(() => held.current, []);
  return { outbox, snapshot };
}
