'use client';
import { CircleCheck, CircleDashed, CircleHelp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { CategoryCard, CategoryOption } from '#server/categorization/schema-card.ts';
import { isSecondOfTwo, KeyCap, useKeyWords } from './answer-button.tsx';
import { askedNowWords, saysWords, suggestionWords } from './reason-words.ts';

const confidenceLooks = {
  high: { icon: CircleCheck, colour: 'text-ok' },
  medium: { icon: CircleDashed, colour: 'text-doubt' },
  low: { icon: CircleHelp, colour: 'text-doubt' },
};

/** The last name large, what leads to it small: the eye compares leaves, not roots. */
function Path({ pathName }: { pathName: string }) {
  const names = pathName.split(' > ');
  return (
    <span className="min-w-0">
      <span className="block text-xs text-muted">{names.slice(0, -1).join(' › ') || ' '}</span>
      <span className="block break-words font-medium">{names.at(-1)}</span>
    </span>
  );
}

function Option({
  option,
  showNumbers,
  onTake,
}: {
  option: CategoryOption;
  showNumbers: boolean;
  onTake: () => void;
}) {
  const t = useTranslations('deck.choices');
  const { fixed } = useFormat();
  const keyOf = useKeyWords('category');
  const isProposal = option.number === 1;
  return (
    <li>
      <button
        type="button"
        onClick={(event) => {
          event.currentTarget.blur();
          if (!isSecondOfTwo(event)) onTake();
        }}
        className={`flex w-full items-center gap-3 rounded-md border px-3 py-1.5 text-left text-sm hover:border-accent ${isProposal ? 'border-accent bg-page' : 'border-line'}`}
      >
        <KeyCap>{isProposal ? keyOf('accept') : String(option.number)}</KeyCap>
        <Path pathName={option.pathName} />
        <span className="ml-auto flex shrink-0 flex-col items-end text-xs text-muted">
          {option.isGiven ? <span>{t('sellersChoice')}</span> : null}
          {showNumbers && option.p !== null ? (
            <span className="tabular-nums">{fixed(option.p, 2)}</span>
          ) : null}
        </span>
      </button>
    </li>
  );
}

interface CategoryChoicesProps {
  card: CategoryCard;
  showWhy: boolean;
  onTake: (option: CategoryOption) => void;
}

function Evidence({ card, showWhy }: { card: CategoryCard; showWhy: boolean }) {
  const t = useTranslations('deck.choices');
  const { fixed } = useFormat();
  const r = useTranslations('reasons');
  const { confidence, reason, modalities, words, p, pGiven } = card.evidence;
  if (!confidence)
    return <p className="text-sm text-muted">{t(card.options.length > 0 ? 'byName' : 'noModel')}</p>;
  const { icon: Icon, colour } = confidenceLooks[confidence];
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex gap-1.5">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
        <span>
          <span className={`font-medium ${colour}`}>{r(`confidence.${confidence}`)}</span>
          {reason ? <span className="text-muted"> — {suggestionWords(r, reason)}</span> : null}
        </span>
      </p>
      {showWhy ? (
        <dl
          className="grid grid-cols-[7.5rem_1fr] gap-x-2 gap-y-0.5 rounded-md border border-line p-2 text-xs"
          data-testid="why"
        >
          {modalities.map((modality) => (
            <div key={modality.name} className="contents">
              <dt className="text-muted">{saysWords(r, modality.name)}</dt>
              <dd>
                {modality.pathName.replaceAll(' > ', ' › ')}{' '}
                <span className="tabular-nums text-muted">{fixed(modality.p, 2)}</span>
              </dd>
            </div>
          ))}
          {words.length > 0 ? (
            <>
              <dt className="text-muted">{t('words')}</dt>
              <dd>{words.join(', ')}</dd>
            </>
          ) : null}
          {p !== null ? (
            <>
              <dt className="text-muted">{t('pProposed')}</dt>
              <dd className="tabular-nums">{fixed(p, 3)}</dd>
            </>
          ) : null}
          {pGiven !== null ? (
            <>
              <dt className="text-muted">{t('pGiven')}</dt>
              <dd className="tabular-nums">{fixed(pGiven, 3)}</dd>
            </>
          ) : null}
        </dl>
      ) : null}
    </div>
  );
}

/** Given, proposed and the alternatives with their keys; on a blind card only the question. */
export function CategoryChoices({ card, showWhy, onTake }: CategoryChoicesProps) {
  const t = useTranslations('deck.choices');
  const r = useTranslations('reasons');
  const format = useFormat();
  const keyOf = useKeyWords('category');
  if (card.blind) {
    return (
      <p className="rounded-md border border-line p-3 text-sm">
        {t.rich('blind', { key: () => <KeyCap key="other">{keyOf('other')}</KeyCap> })}
      </p>
    );
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="text-sm">
        <span className="text-muted">{t('given')} </span>
        {card.given.length > 0
          ? card.given.map((one) => one.pathName.replaceAll(' > ', ' › ')).join(' | ')
          : t('nothing')}
        {card.asked ? (
          <span className="block text-xs text-muted">
            {t('askedBecause', {
              reason: askedNowWords(r, format, { asked: card.asked, waitingDays: card.waitingDays }),
            })}
          </span>
        ) : null}
      </div>
      <ol className="flex flex-col gap-1.5" aria-label={t('label')}>
        {card.options.map((option) => (
          <Option
            key={option.categoryId}
            option={option}
            showNumbers={showWhy}
            onTake={() => onTake(option)}
          />
        ))}
      </ol>
      <Evidence card={card} showWhy={showWhy} />
    </div>
  );
}
