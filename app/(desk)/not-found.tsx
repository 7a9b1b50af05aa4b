import Link from 'next/link';
import { EmptyState } from '#components/ui/card.tsx';

/** Inside the desk, with its menu: what was asked for is not there, or not this person's to see. */
export default function NotFoundInDesk() {
  return (
    <EmptyState isPage title="There is nothing at this address">
      <Link href="/" className="text-accent underline">
        Back to the desk
      </Link>
    </EmptyState>
  );
}
