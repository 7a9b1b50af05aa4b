import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { pairReasonList } from '#components/deck/reason-words.ts';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import type { LiveDuplicate, LiveDuplicates } from '#server/duplicates/schema-live.ts';

function Duplicate({ one }: { one: LiveDuplicate }) {
  const t = useTranslations('tryout.duplicates');
  const words = useTranslations('reasons');
  const format = useFormat();
  const [pros, cons] = [one.why.for, one.why.against].map((why) => pairReasonList(words, format, why, '; '));
  return (
    <li className="grid grid-cols-[4rem_4rem_1fr] gap-x-3 text-sm">
      <span className="text-right tabular-nums">{format.percent.format(one.p)}</span>
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
        {pros ? <span className="block text-xs text-ok">{t('for', { reasons: pros })}</span> : null}
        {cons ? <span className="block text-xs text-stop">{t('against', { reasons: cons })}</span> : null}
      </span>
    </li>
  );
}

/** What the reader of pictures says of a file that is none. */
const notAPicture = 'not a JPEG, PNG, WebP or GIF image';

/** Listings that look like the same product. */
export function DuplicateAnswer({ answer }: { answer: LiveDuplicates }) {
  const t = useTranslations('tryout.duplicates');
  const problem = answer.pictureProblem === notAPicture ? t('noImage') : answer.pictureProblem;
  return (
    <Card>
      <h2>{t('title')}</h2>
      {problem ? (
        <p role="alert" className="mt-2 text-sm text-stop">
          {t('picture', { why: problem })}
        </p>
      ) : null}
      {answer.duplicates.length === 0 ? (
        <p className="mt-2 text-sm text-muted">{t('none', { count: answer.comparedCount })}</p>
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
