import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import type { LiveDuplicate, LiveDuplicates } from '#server/duplicates/schema-live.ts';

function Duplicate({ one }: { one: LiveDuplicate }) {
  return (
    <li className="grid grid-cols-[4rem_4rem_1fr] gap-x-3 text-sm">
      <span className="text-right tabular-nums">{Math.round(100 * one.p)} %</span>
      {one.imageId ? (
        <img
          src={`/api/images/${one.imageId}?w=160`}
          alt=""
          className="size-16 rounded bg-mat object-contain"
        />
      ) : (
        <span className="size-16 rounded bg-mat" />
      )}
      <span>
        <Link href={`/products/${one.productId}`} className="underline">
          {one.title}
        </Link>
        <span className="block text-xs text-muted">
          {one.sellerName} · {one.sku}
        </span>
        {one.reasons.for.length > 0 ? (
          <span className="block text-xs text-ok">for: {one.reasons.for.join('; ')}</span>
        ) : null}
        {one.reasons.against.length > 0 ? (
          <span className="block text-xs text-stop">against: {one.reasons.against.join('; ')}</span>
        ) : null}
      </span>
    </li>
  );
}

/** Listings that look like the same product. */
export function DuplicateAnswer({ answer }: { answer: LiveDuplicates }) {
  return (
    <Card>
      <h2>Likely duplicates</h2>
      {answer.pictureProblem ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          The picture was not used: {answer.pictureProblem}.
        </p>
      ) : null}
      {answer.duplicates.length === 0 ? (
        <p className="mt-2 text-sm text-muted">
          None: {answer.comparedCount} listings with a key, words or a picture in common were compared.
        </p>
      ) : (
        <ol className="mt-2 grid gap-3">
          {answer.duplicates.map((one) => (
            <Duplicate key={one.productId} one={one} />
          ))}
        </ol>
      )}
    </Card>
  );
}
