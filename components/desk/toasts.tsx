'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';

const Toaster = dynamic(() => import('sonner').then((module) => module.Toaster), { ssr: false });

/** Pages that say something in passing; the decks have lines of their own for that and do not pay for it (10 kB). */
const pages = ['/products', '/sellers', '/taxonomy'];

export function Toasts() {
  const pathname = usePathname();
  return pages.some((page) => pathname.startsWith(page)) ? <Toaster position="bottom-right" /> : null;
}
