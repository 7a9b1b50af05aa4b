import type { ReactNode } from 'react';
import { LiveProvider } from '#components/desk/live.tsx';
import { Navigation } from '#components/desk/navigation.tsx';
import { ThemeProvider } from '#components/desk/theme.tsx';
import { DeskProvider } from '#components/desk-context.tsx';
import { requireActor } from '#server/auth/session.ts';
import { readTheme } from '#server/auth/theme.ts';
import { visibleCatalogs } from '#server/catalog/current-catalog.ts';
import { chosenCatalog } from './chosen-catalog.ts';

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [catalog, catalogs, theme] = await Promise.all([
    chosenCatalog(actor),
    visibleCatalogs(actor),
    readTheme(actor),
  ]);
  return (
    <ThemeProvider chosen={theme}>
      <DeskProvider
        actor={{ id: actor.id, name: actor.name, role: actor.role }}
        catalog={catalog && { catalogId: catalog.id, name: catalog.name }}
        catalogs={catalogs.map(({ id, name }) => ({ catalogId: id, name }))}
      >
        <LiveProvider>
          <Navigation />
          <main id="content" tabIndex={-1} className="px-4 py-6 outline-none">
            {children}
          </main>
        </LiveProvider>
      </DeskProvider>
    </ThemeProvider>
  );
}
