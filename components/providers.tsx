'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { Toasts } from './desk/toasts.tsx';
import { HttpError } from './fetch-json.ts';

/** A refusal (4xx) will not get better by asking again; a lost connection may. */
const mayRetry = (failures: number, error: Error): boolean =>
  failures < 3 && !(error instanceof HttpError && error.status < 500);

/** What every screen stands in: client reads, state in the address, short messages. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: mayRetry, staleTime: 10_000 } } }),
  );
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>{children}</NuqsAdapter>
      <Toasts />
    </QueryClientProvider>
  );
}
