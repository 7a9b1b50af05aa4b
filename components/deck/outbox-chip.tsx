'use client';
import { Check, CloudOff, LogIn, RefreshCw } from 'lucide-react';
import type { OutboxSnapshot } from './outbox.ts';

/** Always in sight: is what I decided safe? Words and an icon, never colour alone. */
export function OutboxChip({ snapshot }: { snapshot: OutboxSnapshot }) {
  const { status, waiting } = snapshot;
  const count = `${waiting} waiting`;
  if (status === 'signed-out') {
    return (
      <span role="status" className="inline-flex items-center gap-1.5 text-sm text-stop">
        <LogIn aria-hidden className="size-4" />
        <span>
          signed out, {count} ·{' '}
          <a className="underline" href="/login" target="_blank" rel="noreferrer">
            sign in
          </a>
        </span>
      </span>
    );
  }
  if (status === 'offline') {
    return (
      <span role="status" className="inline-flex items-center gap-1.5 text-sm text-doubt">
        <CloudOff aria-hidden className="size-4" />
        offline, {count}
      </span>
    );
  }
  const isBusy = waiting > 1;
  return (
    <span
      role="status"
      className={`inline-flex items-center gap-1.5 text-sm ${isBusy ? 'text-muted' : 'text-ok'}`}
    >
      {isBusy ? <RefreshCw aria-hidden className="size-4" /> : <Check aria-hidden className="size-4" />}
      {isBusy ? count : 'saved'}
    </span>
  );
}
