'use client';
import { Scissors } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { ClusterCard, ClusterLink } from '#server/duplicates/schema-card.ts';
import { ClusterMap } from './cluster-map.tsx';
import type { ClusterMarks } from './cluster-marks.ts';
import { GuidelineLine } from './guideline-line.tsx';
import { askedNowWords, pairReasonList } from './reason-words.ts';

interface ClusterHeadProps {
  card: ClusterCard;
  marks: ClusterMarks;
  catalogId: string;
  letterOf: (productId: string) => string;
  canCut: boolean;
  onCut: () => void;
  onGuideline: () => void;
}

/** Every link between the listings, weakest first, with what speaks for and against it. */
export function ClusterLinks({
  links,
  letterOf,
}: {
  links: ClusterLink[];
  letterOf: (productId: string) => string;
}) {
  const t = useTranslations('pairs');
  const r = useTranslations('reasons');
  const format = useFormat();
  return (
    <table className="self-start text-sm" data-testid="why">
      <tbody>
        {[...links]
          .sort((x, y) => x.p - y.p)
          .slice(0, 12)
          .map((link) => (
            <tr key={`${link.a}${link.b}`} className="align-top">
              <th scope="row" className="pr-3 text-left font-medium">
                {letterOf(link.a)}–{letterOf(link.b)}
              </th>
              <td className="pr-3 tabular-nums">{format.fixed(link.p, 2)}</td>
              <td className="text-muted">
                {pairReasonList(r, format, link.why.for, ', ')}
                {link.why.against.length > 0 ? (
                  <span className="text-stop">
                    {' '}
                    {t('against', { reasons: pairReasonList(r, format, link.why.against, ', ') })}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** How many listings, what holds them together at the weakest place, and what people have said before. */
export function ClusterHead({
  card,
  marks,
  catalogId,
  letterOf,
  canCut,
  onCut,
  onGuideline,
}: ClusterHeadProps) {
  const t = useTranslations('pairs');
  const r = useTranslations('reasons');
  const format = useFormat();
  const d = useTranslations('deck.choices');
  const { members, weakest, links, category, asked, waitingDays } = card;
  const sellers = new Set(members.map((member) => member.sellerName)).size;
  const count = t('listings', { count: members.length, sellers });
  const allPairs = (members.length * (members.length - 1)) / 2;
  const bridge = links.find((link) => link.a === weakest?.a && link.b === weakest.b);
  return (
    <div className="flex items-start gap-4">
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
        <div className="flex min-h-7 flex-wrap items-center gap-x-3">
          <span className="tabular-nums text-muted">
            {count}
            {members.length > 2 && links.length > 0
              ? ` · ${t('density', { alike: card.alikePairs, all: allPairs })}`
              : null}
          </span>
          {card.confidence ? (
            <span>
              <span className={`font-medium ${card.confidence === 'high' ? 'text-ok' : 'text-doubt'}`}>
                {r(`confidence.${card.confidence}`)}
              </span>
              {card.sentenceReasons.length > 0 ? (
                <span className="text-muted">
                  {' '}
                  — {pairReasonList(r, format, card.sentenceReasons, ' · ')}
                </span>
              ) : null}
              {card.sentenceAgainst.length > 0 && !(weakest && canCut) ? (
                <span className="text-muted">
                  {' '}
                  {t('against', { reasons: pairReasonList(r, format, card.sentenceAgainst, ', ') })}
                </span>
              ) : null}
            </span>
          ) : null}
        </div>
        {card.blind ? <p className="text-muted">{t('blind')}</p> : null}
        {asked ? (
          <p className="text-xs text-muted">
            {d('askedBecause', { reason: askedNowWords(r, format, { asked, waitingDays }) })}
          </p>
        ) : null}
        {weakest && canCut ? (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <button
              type="button"
              onClick={(event) => {
                event.currentTarget.blur();
                onCut();
              }}
              className="inline-flex items-center gap-1.5 rounded border border-dashed border-stop px-1.5 py-0.5 hover:bg-surface"
            >
              {t('weakest', { one: letterOf(weakest.a), other: letterOf(weakest.b) })}{' '}
              <span className="tabular-nums text-muted">{format.fixed(weakest.p, 2)}</span>
              <Scissors aria-hidden className="size-3.5" />{' '}
              {marks.mode === 'split' ? t('leaveCut') : t('cut')}
            </button>
            {bridge && bridge.why.against.length > 0 ? (
              <span className="text-muted">
                {pairReasonList(r, format, bridge.why.against.slice(0, 2), ', ')}
              </span>
            ) : null}
          </div>
        ) : null}
        {card.facts.length > 0 ? (
          <p className="text-muted">
            {t('decidedBefore', {
              facts: card.facts
                .map((fact) =>
                  t(`fact.${fact.relation}`, {
                    one: letterOf(fact.a),
                    other: letterOf(fact.b),
                    by: fact.by ?? t('system'),
                  }),
                )
                .join(', '),
            })}
          </p>
        ) : null}
        {category ? (
          <p className="flex flex-wrap gap-x-3 text-muted">
            {category.pathName.replaceAll(' > ', ' › ')}
            <GuidelineLine catalogId={catalogId} categoryId={category.categoryId} onOpen={onGuideline} />
          </p>
        ) : null}
      </div>
      <ClusterMap card={card} marks={marks} />
    </div>
  );
}
