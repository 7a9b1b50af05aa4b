'use client';
import Link from 'next/link';
import { useActor, useCatalogOrNull } from '#components/desk-context.tsx';
import type { Queue, Scope } from '#server/review/schema.ts';
import { CategoryDeck } from './category-deck.tsx';
import { ClusterDeck } from './cluster-deck.tsx';

const decks = { categories: CategoryDeck, duplicates: ClusterDeck };

/** A queue's desk for the person and catalog of this page; another catalog or scope is another deck. */
export function ReviewDesk({ queue, scope }: { queue: Queue; scope: Scope }) {
  const actor = useActor();
  const catalog = useCatalogOrNull();
  if (!catalog) {
    return (
      <p className="text-sm text-muted">
        There is no catalog yet.{' '}
        <Link href="/import" className="underline">
          Import one
        </Link>{' '}
        and its doubtful products come here.
      </p>
    );
  }
  const Deck = decks[queue];
  // The deck uses the whole width and keeps its answers at the lower edge of the window.
  return (
    <div className="-mx-4 -my-6 grid grid-cols-[minmax(0,1fr)] min-h-[calc(100dvh-3.25rem)]">
      <Deck
        key={`${catalog.catalogId} ${scope}`}
        catalogId={catalog.catalogId}
        actorId={actor.id}
        scope={scope}
      />
    </div>
  );
}
