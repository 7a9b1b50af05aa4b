import type { ReactNode } from 'react';
import { Navigation } from '#components/desk/navigation.tsx';
import { DeskProvider } from '#components/desk-context.tsx';
import { requireActor } from '#server/auth/session.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const catalog = await currentCatalog(actor);
  return (
    <DeskProvider
      actor={{ id: actor.id, name: actor.name, role: actor.role }}
      catalog={catalog && { catalogId: catalog.id, name: catalog.name }}
    >
      <Navigation />
      <main id="content" className="px-4 py-6">
        {children}
      </main>
    </DeskProvider>
  );
}
