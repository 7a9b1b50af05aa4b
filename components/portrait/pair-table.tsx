import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { ScrollBox } from '#components/ui/scroll-box.tsx';
import type { CategoryMap } from '#server/portrait/schema-map.ts';

function Side({ side }: { side: CategoryMap['pairs'][number]['a'] }) {
  const { number } = useFormat();
  const steps = side.name.split(' > ');
  return (
    <>
      <Link href={`/products?category=${side.id}&doubt=doubted`} prefetch={false} className="underline">
        {steps.at(-1)}
      </Link>{' '}
      <span className="text-muted">{number.format(side.products)}</span>
      <span className="block text-xs text-muted">{steps.slice(0, -1).join(' › ')}</span>
    </>
  );
}

/** Pairs of categories that the model takes for each other, the heaviest first. */
export function PairTable({ pairs }: { pairs: CategoryMap['pairs'] }) {
  const t = useTranslations('portrait.pairs');
  const { number, tenths, fixed } = useFormat();
  if (pairs.length === 0) return <p className="mt-2 text-sm">{t('none')}</p>;
  return (
    <ScrollBox label={t('title')} className="mt-2">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            <th scope="col" className="py-1.5 pr-4 font-normal">
              {t('one')}
            </th>
            <th scope="col" className="pr-4 font-normal">
              {t('other')}
            </th>
            {[t('mistakes'), t('swapped'), t('alike')].map((name) => (
              <th key={name} scope="col" className="px-2 text-right font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={`${pair.a.id}${pair.b.id}`} className="border-b border-line align-top last:border-0">
              <th scope="row" className="min-w-36 py-1.5 pr-4 text-left font-normal">
                <Side side={pair.a} />
              </th>
              <td className="min-w-36 py-1.5 pr-4">
                <Side side={pair.b} />
              </td>
              <td className="px-2 py-1.5 text-right">{tenths.format(pair.mass)}</td>
              <td className="px-2 py-1.5 text-right">{number.format(pair.swapped)}</td>
              <td className="px-2 py-1.5 text-right">
                {pair.similarity === null ? '–' : fixed(pair.similarity, 2)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
