import Link from 'next/link';
import { EmptyState } from '#components/ui/card.tsx';

export default function NotFound() {
  return (
    <main className="mx-auto mt-24 max-w-lg px-4">
      <EmptyState isPage title="There is nothing at this address">
        <Link href="/" className="text-accent underline">
          Back to the desk
        </Link>
      </EmptyState>
    </main>
  );
}
