'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { SignedIn } from '#server/auth/schema.ts';

export interface CurrentCatalog {
  catalogId: string;
  name: string;
}

interface Desk {
  actor: SignedIn;
  /** Null while the workspace is empty. */
  catalog: CurrentCatalog | null;
  /** All that the person may switch to. */
  catalogs: CurrentCatalog[];
}

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ actor, catalog, catalogs, children }: Desk & { children: ReactNode }) {
  return <DeskContext value={{ actor, catalog, catalogs }}>{children}</DeskContext>;
}

function useDeskContext(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('this component stands outside the signed-in side');
  return desk;
}

/** The signed-in person. */
export function useActor(): SignedIn {
  return useDeskContext().actor;
}

/**
 * Whether the signed-in person may do what one of these roles may; admins may everything. For showing and hiding: the
 * server asks again.
 */
export function useMay(...roles: SignedIn['role'][]): boolean {
  const { role } = useDeskContext().actor;
  return role === 'admin' || roles.includes(role);
}

/** The catalog people work on; null while there is none. */
export function useCatalogOrNull(): CurrentCatalog | null {
  return useDeskContext().catalog;
}

/** The catalogs the person may switch to. */
export function useCatalogs(): CurrentCatalog[] {
  return useDeskContext().catalogs;
}
