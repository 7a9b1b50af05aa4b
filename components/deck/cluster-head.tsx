'use client';
import { Scissors } from 'lucide-react';
import type { ClusterCard, ClusterLink } from '#server/duplicates/schema-card.ts';
import { ClusterMap } from './cluster-map.tsx';
import type { ClusterMarks } from './cluster-marks.ts';
import { GuidelineLine } from './guideline-line.tsx';

interface ClusterHeadProps {
  card: ClusterCard;
  marks: ClusterMarks;
  catalogId: string;
  letterOf: (productId: string) => string;
  canCut: boolean;
  onCut: () => void;
  onGuideline: () => void;
}

const relationWords = { same: 'same', not_same: 'different', variant: 'variants' } as const;

/** Every link between the listings, weakest first, with what speaks for and against it. */
export function ClusterLinks({
  links,
  letterOf,
}: {
  links: ClusterLink[];
  letterOf: (productId: string) => string;
}) {
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
              <td className="pr-3 tabular-nums">{link.p.toFixed(2)}</td>
              <td className="text-muted">
                {link.reasonsFor.join(', ')}
                {link.reasonsAgainst.length > 0 ? (
                  <span className="text-stop"> · against: {link.reasonsAgainst.join(', ')}</span>
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
  const { members, weakest, links, category } = card;
  const sellers = new Set(members.map((member) => member.sellerName)).size;
  const count = `${members.length} listings, ${sellers} ${sellers === 1 ? 'seller' : 'sellers'}`;
  const bridge = links.find((link) => link.a === weakest?.a && link.b === weakest.b);
  return (
    <div className="flex items-start gap-4">
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
        <div className="flex min-h-7 flex-wrap items-center gap-x-3">
          <span className="tabular-nums text-muted">{count}</span>
          {card.confidence ? (
            <span>
              <span className={`font-medium ${card.confidence === 'high' ? 'text-ok' : 'text-doubt'}`}>
                {card.confidence}
              </span>
              {card.sentence ? <span className="text-muted"> — {card.sentence}</span> : null}
            </span>
          ) : null}
        </div>
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
              weakest link {letterOf(weakest.a)}–{letterOf(weakest.b)}{' '}
              <span className="tabular-nums text-muted">{weakest.p.toFixed(2)}</span>
              <Scissors aria-hidden className="size-3.5" />{' '}
              {marks.mode === 'split' ? 'leave the cut' : 'cut here'}
            </button>
            {bridge && bridge.reasonsAgainst.length > 0 ? (
              <span className="text-muted">{bridge.reasonsAgainst.slice(0, 2).join(', ')}</span>
            ) : null}
          </div>
        ) : null}
        {card.facts.length > 0 ? (
          <p className="text-muted">
            decided before:{' '}
            {card.facts
              .map(
                (fact) =>
                  `${letterOf(fact.a)}–${letterOf(fact.b)} ${relationWords[fact.relation]} (${fact.by ?? 'system'})`,
              )
              .join(', ')}
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
