'use client';

import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/card.tsx';

export default function DeskError({ reset }: { error: Error; reset: () => void }) {
  return (
    <EmptyState isPage title="This page could not be shown">
      <p className="mb-4">The reason is in the server's log. Nothing you decided is lost.</p>
      <Button onClick={reset}>Try again</Button>
    </EmptyState>
  );
}
