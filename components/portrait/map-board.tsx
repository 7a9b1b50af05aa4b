'use client';
import { Card, EmptyState } from '#components/ui/card.tsx';
import type { Portrait } from '#server/portrait/schema.ts';
import { MapSheet } from './map-sheet.tsx';
import { PairTable } from './pair-table.tsx';
import { PortraitFrame } from './portrait-frame.tsx';

function MapOf({ portrait }: { portrait: Portrait }) {
  const { map } = portrait;
  if (!map || map.places.length === 0)
    return (
      <EmptyState title="No map yet">
        It is drawn from what an active model knows of the products: train one, then draw anew.
      </EmptyState>
    );
  const branches = portrait.branches.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
  return (
    <>
      <Card className="min-w-0">
        <h2>Map</h2>
        <p className="mt-1 mb-3 max-w-prose text-sm text-muted">
          Near categories hold like products. Size is the number of products, colour the branch; a line joins
          two that the model takes for each other. A dot among those of another branch stands in the wrong
          place of the tree, or is filled with the wrong things.
        </p>
        <MapSheet map={map} branches={branches} />
        {map.isCut ? (
          <p className="mt-2 text-sm text-muted">
            Only the {map.places.length} fullest categories are drawn.
          </p>
        ) : null}
      </Card>
      <Card className="min-w-0">
        <h2>Confusable pairs</h2>
        <p className="mt-1 max-w-prose text-sm text-muted">
          Expected mistakes: by the model’s calibrated probabilities, so many products it gets wrong between
          the two. On the other side: products that stand in the one while the model says the other. Alike:
          cosine of their mean vectors; 1 is the same. A pair with many expected mistakes wants a guideline, a
          merge, or labels.
        </p>
        <PairTable pairs={map.pairs} />
      </Card>
    </>
  );
}

/** Where the categories lie to each other, and which ones the model confuses. */
export function MapBoard() {
  return (
    <PortraitFrame
      title="Category map"
      lead="Where the categories lie to each other, and which ones the model confuses."
    >
      {(portrait) => <MapOf portrait={portrait} />}
    </PortraitFrame>
  );
}
