'use client';
import { Check, Layers, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import { ProductImage } from '#components/product/product-image.tsx';
import type { ClusterCard, DiffRow, DiffStanding } from '#server/duplicates/schema-card.ts';
import type { ClusterMarks, Mark } from './cluster-marks.ts';
import { fieldWords } from './reason-words.ts';

interface ClusterTableProps {
  card: ClusterCard;
  marks: ClusterMarks;
  isPair: boolean;
  onToggle: (at: number) => void;
  onFocus: (at: number) => void;
  onImages: () => void;
}

const markLooks: Record<Mark, { icon: typeof Check; colour: string }> = {
  same: { icon: Check, colour: 'text-ok' },
  different: { icon: X, colour: 'text-stop' },
  variant: { icon: Layers, colour: 'text-doubt' },
};

function MemberHead({
  card,
  marks,
  at,
  isPair,
  onToggle,
}: Pick<ClusterTableProps, 'card' | 'marks' | 'isPair' | 'onToggle'> & { at: number }) {
  const member = card.members[at];
  const t = useTranslations('pairs');
  const { icon: Icon, colour } = markLooks[marks.marks[at]];
  const state =
    marks.mode === 'split' ? t('group', { number: marks.groups[at] + 1 }) : t(`mark.${marks.marks[at]}`);
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-sm">
      <span className="font-semibold">{member.letter}</span>
      {isPair ? null : (
        <button
          type="button"
          aria-pressed={marks.marks[at] === 'same'}
          onClick={(event) => {
            event.currentTarget.blur();
            onToggle(at);
          }}
          className={`inline-flex items-center gap-1 rounded border border-line px-1.5 py-0.5 text-xs ${marks.mode === 'split' ? 'text-ink' : colour}`}
        >
          {marks.mode === 'tick' ? <Icon aria-hidden className="size-3.5" /> : null}
          {state}
        </button>
      )}
      <span className="w-full truncate text-xs font-normal text-muted">{member.sellerName}</span>
    </div>
  );
}

/** Conflicts and translations are worth a word on the screen; the rest is said to screen readers alone. */
function standingLook(standing: DiffStanding): string {
  if (standing === 'conflict') return 'block pl-4 text-xs font-medium text-stop';
  return standing === 'agrees' ? 'block pl-4 text-xs text-ok' : 'sr-only';
}

/** The values of a row; prices as the reader's language writes them. */
function useValues({ values, prices }: DiffRow, members: ClusterCard['members']): (string | null)[] {
  const { price } = useFormat();
  if (!prices) return values;
  return prices.map((minor, at) => (minor === null ? values[at] : price(minor, members[at].currency)));
}

function Row({ row, members }: { row: DiffRow; members: ClusterCard['members'] }) {
  const values = useValues(row, members);
  const t = useTranslations('pairs');
  const r = useTranslations('reasons');
  const isLoud = row.standing === 'conflict';
  return (
    <tr className="border-t border-line align-top">
      <th
        scope="row"
        className="sticky left-0 z-10 bg-surface py-1 pr-2 pl-3 text-left text-sm font-normal text-muted"
      >
        <span className="flex items-baseline gap-1.5">
          <span aria-hidden className={isLoud ? 'text-stop' : 'text-muted'}>
            {row.standing === 'conflict' || row.standing === 'differs' ? '●' : '○'}
          </span>
          <span className="min-w-0 break-words">{fieldWords(r, row)}</span>
        </span>
        <span className={standingLook(row.standing)}>{t(`standing.${row.standing}`)}</span>
      </th>
      {values.map((value, at) => (
        <td
          key={members[at].productId}
          className={`px-3 py-1 text-sm ${isLoud ? 'font-medium' : ''} ${row.odd.includes(at) ? 'text-stop' : ''}`}
        >
          {value === null ? (
            <span className="text-muted">–</span>
          ) : (
            <span dir="auto" className="line-clamp-4 break-words">
              {value}
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

/** Members are columns, fields are rows; what identifies and what differs first, equal fields folded. */
export function ClusterTable({ card, marks, isPair, onToggle, onFocus, onImages }: ClusterTableProps) {
  const t = useTranslations('pairs');
  const [showEqual, setShowEqual] = useState(false);
  // Where no listing has a picture, empty frames would push what can be read off the screen.
  const hasPicture = card.members.some((member) => member.images.length > 0);
  const loud = card.diff.filter((row) => row.key || row.standing !== 'equal');
  const equal = card.diff.filter((row) => !row.key && row.standing === 'equal');
  return (
    <div className="scroll-pl-28 overflow-x-auto rounded-md sm:scroll-pl-36 border border-line bg-surface">
      <table
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: `${8 + card.members.length * (card.members.length > 5 ? 9 : 11)}rem` }}
      >
        <caption className="sr-only">{t('table')}</caption>
        <thead>
          <tr>
            <td className="sticky left-0 z-10 w-28 bg-surface sm:w-36" />
            {card.members.map((member, at) => (
              <th
                key={member.productId}
                scope="col"
                onClick={() => onFocus(at)}
                className={`border-t-2 px-3 py-2 text-left ${!isPair && marks.focus === at ? 'border-accent bg-page' : 'border-transparent'}`}
              >
                <MemberHead card={card} marks={marks} at={at} isPair={isPair} onToggle={onToggle} />
                {hasPicture ? (
                  <div className={`mt-2 w-full ${isPair ? 'max-w-60' : 'max-w-32'}`}>
                    <ProductImage image={member.images[0]} title={member.title} onOpen={onImages} />
                  </div>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loud.map((row) => (
            <Row key={row.field} row={row} members={card.members} />
          ))}
          {showEqual ? equal.map((row) => <Row key={row.field} row={row} members={card.members} />) : null}
        </tbody>
      </table>
      {equal.length > 0 ? (
        <button
          type="button"
          aria-expanded={showEqual}
          onClick={() => setShowEqual(!showEqual)}
          className="w-full border-t border-line px-3 py-1.5 text-left text-sm text-muted hover:text-ink"
        >
          ○ {t('equalFields', { count: equal.length })} {showEqual ? '▾' : '▸'}
        </button>
      ) : null}
    </div>
  );
}
