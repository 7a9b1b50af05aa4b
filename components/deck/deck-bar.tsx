'use client';
import { CircleHelp, History, MessageSquare, SquareTerminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { QueueStatus } from '#server/review/schema.ts';
import type { DeskSheet } from './desk-sheets.tsx';
import { bindingsOf, type DeckMode } from './keys.ts';
import type { OutboxSnapshot } from './outbox.ts';
import { OutboxChip } from './outbox-chip.tsx';

interface DeckBarProps {
  mode: DeckMode;
  question: string;
  status: QueueStatus | undefined;
  outbox: OutboxSnapshot;
  leaseUntilMs: number | null;
  onOpen: (sheet: DeskSheet) => void;
}

const ways = [
  { sheet: 'history', name: 'History', icon: History },
  { sheet: 'notes', name: 'Comments', icon: MessageSquare },
  { sheet: 'palette', name: 'Commands', icon: SquareTerminal },
  { sheet: 'help', name: 'Keys', icon: CircleHelp },
] as const;

/** Below this the countdown is shown: before that it would only distract. */
const countdownFromMs = 60_000;

function useCountdown(untilMs: number | null): number | null {
  const [nowMs, setNowMs] = useState<number | null>(null);
  useEffect(() => {
    setNowMs(Date.now());
    const timer = window.setInterval(() => setNowMs(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return untilMs === null || nowMs === null ? null : untilMs - nowMs;
}

function Lease({ untilMs }: { untilMs: number | null }) {
  const leftMs = useCountdown(untilMs);
  if (leftMs === null || leftMs > countdownFromMs) return null;
  const text = leftMs > 0 ? `yours for ${Math.ceil(leftMs / 1_000)} s more` : 'no longer reserved for you';
  return <span className="text-sm text-doubt">{text}</span>;
}

/** Question, what is left, whether it is saved, and my own day. One line that never moves. */
export function DeckBar({ mode, question, status, outbox, leaseUntilMs, onOpen }: DeckBarProps) {
  const bindings = bindingsOf(mode);
  const counts = status?.counts;
  const figures = status?.figures;
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-4 py-1 sm:gap-x-4 text-sm">
      <h1 className="text-base font-semibold">{question}</h1>
      <span className="tabular-nums text-muted" data-testid="deck-counts">
        {counts ? `${counts.left} left` : '…'}
        {counts && counts.withOthers > 0 ? ` · ${counts.withOthers} with others` : ''}
      </span>
      <Lease untilMs={leaseUntilMs} />
      <span className="ml-auto" />
      <OutboxChip snapshot={outbox} />
      <span className="hidden tabular-nums text-muted sm:inline">
        {figures ? `${figures.decidedToday} today` : ''}
        {figures?.medianSeconds ? `, ${figures.medianSeconds.toFixed(1)} s` : ''}
      </span>
      <span className="hidden sm:flex">
        {ways
          .filter(({ sheet }) => bindings.some(({ command }) => command === sheet))
          .map(({ sheet, name, icon: Icon }) => (
            <button
              key={sheet}
              type="button"
              title={name}
              aria-label={name}
              onClick={() => onOpen(sheet)}
              className="rounded p-1.5 text-muted hover:text-ink"
            >
              <Icon aria-hidden className="size-4" />
            </button>
          ))}
      </span>
    </header>
  );
}
