'use client';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useActor, useCatalogOrNull } from '#components/desk-context.tsx';
import type { Queue, Scope } from '#server/review/schema.ts';
import { QueueBar } from './queue-bar.tsx';
import { useQueuePlace } from './queue-filter.ts';

// One screen's code a page; the server renders it, so that nothing flashes.
const CategoryDeck = dynamic(() => import('./category-deck.tsx').then((module) => module.CategoryDeck));
const ClusterDeck = dynamic(() => import('./cluster-deck.tsx').then((module) => module.ClusterDeck));
const GridDeck = dynamic(() => import('#components/grid/grid-deck.tsx').then((module) => module.GridDeck));

const decks = { categories: CategoryDeck, duplicates: ClusterDeck };

/** A queue's desk for the person and catalog of this page; another catalog, scope or filter is another deck. */
export function ReviewDesk({ queue, scope }: { queue: Queue; scope: Scope }) {
  const t = useTranslations('deck');
  const actor = useActor();
  const catalog = useCatalogOrNull();
  const place = useQueuePlace();
  if (!catalog) {
    return (
      <p className="py-24 text-center text-sm text-muted">
        {t.rich('noCatalog', {
          link: (chunks) => (
            <Link href="/import" className="underline">
              {chunks}
            </Link>
          ),
        })}
      </p>
    );
  }
  const Deck = decks[queue];
  const isGrid = queue === 'categories' && scope === 'open' && place.view === 'grid';
  const filterKey = `${catalog.catalogId} ${scope} ${JSON.stringify(place.filter)}`;
  // The deck uses the whole width and keeps its answers at the lower edge of the window.
  return (
    <div className="-mx-4 -my-6 grid min-h-[calc(100dvh-3.25rem)] grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr]">
      <QueueBar queue={queue} catalogId={catalog.catalogId} scope={scope} place={place} />
      {isGrid ? (
        <GridDeck
          key={filterKey}
          catalogId={catalog.catalogId}
          actorId={actor.id}
          filter={place.filter}
          categoryId={place.category}
          onCategory={place.showCategory}
        />
      ) : (
        <Deck
          key={filterKey}
          catalogId={catalog.catalogId}
          actorId={actor.id}
          scope={scope}
          filter={place.filter}
        />
      )}
    </div>
  );
}
