'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '#components/desk-context.tsx';
import { fetchJson } from '#components/fetch-json.ts';
import { useFormat } from '#components/language/format.ts';
import { useWhy } from '#components/language/use-why.ts';
import { Button } from '#components/ui/button.tsx';
import { Badge, Card, EmptyState, PageHeader } from '#components/ui/card.tsx';
import { Field, Input } from '#components/ui/field.tsx';
import type { AnswerProposal, CategoryProposal } from '#server/categorization/schema-guideline.ts';

const tones = { open: 'doubt', accepted: 'ok', refused: 'stop' } as const;
const reasonMin = 3;

/** Categories that people missed. Everybody sees what became of them; a lead answers, once. */
export function CategoryProposals({ catalogId }: { catalogId: string }) {
  const t = useTranslations('leads.proposals');
  const why = useWhy();
  const queries = useQueryClient();
  const mayAnswer = useMay('lead');
  const [told, setTold] = useState('');
  const url = '/api/review/categories/proposals';
  const key = ['category-proposals', catalogId];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchJson<{ proposals: CategoryProposal[] }>(`${url}?catalog=${catalogId}`),
  });
  const answer = useMutation({
    mutationFn: ({ name: _, ...said }: AnswerProposal & { name: string }) =>
      fetchJson(url, { method: 'PATCH', body: JSON.stringify(said) }),
    onSuccess: (_, { name }) => setTold(t('answered', { name })),
    onError: (error) => setTold(why(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const proposals = data?.proposals ?? [];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <p role="status" className="mb-3 text-sm text-muted">
        {told}
      </p>
      {data ? (
        <p className="mb-3 text-sm">
          {t('open', { count: proposals.filter(({ state }) => state === 'open').length })}
        </p>
      ) : null}
      {data && proposals.length === 0 ? <EmptyState title={t('none')}>{t('noneHint')}</EmptyState> : null}
      <ul className="grid gap-3">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <Proposal
              proposal={proposal}
              mayAnswer={mayAnswer}
              isBusy={answer.isPending}
              onAnswer={(said) =>
                answer.mutate({ ...said, catalogId, proposalId: proposal.id, name: proposal.name })
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ProposalProps {
  proposal: CategoryProposal;
  mayAnswer: boolean;
  isBusy: boolean;
  onAnswer: (said: { state: 'accepted' | 'refused'; answer: string }) => void;
}

function Proposal({ proposal, mayAnswer, isBusy, onAnswer }: ProposalProps) {
  const t = useTranslations('leads.proposals');
  const { moment } = useFormat();
  const { state, answeredBy } = proposal;
  const headingId = useId();
  return (
    // Two people may miss the same category: each proposal is named with who made it and when.
    <Card aria-labelledby={`${headingId} ${headingId}by`}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={headingId} className="break-words">
          {proposal.name}
          <span className="ml-2 text-sm font-normal text-muted">
            {proposal.parent ? t('under', { parent: proposal.parent }) : t('top')}
          </span>
        </h2>
        <Badge tone={tones[state]}>
          {state === 'open' ? t('openState') : t(state, { by: answeredBy ?? '' })}
        </Badge>
      </div>
      <p id={`${headingId}by`} className="mt-1 text-sm text-muted">
        {t('by', { by: proposal.by, at: moment(proposal.at) })}
      </p>
      {proposal.note ? <p className="mt-2 text-sm break-words">{proposal.note}</p> : null}
      {proposal.productId ? (
        <p className="mt-2 text-sm">
          {t('product')}{' '}
          <Link className="underline" prefetch={false} href={`/products/${proposal.productId}`}>
            {proposal.productTitle}
          </Link>
        </p>
      ) : null}
      {proposal.answer ? <p className="mt-2 text-sm break-words">{proposal.answer}</p> : null}
      {state === 'open' && proposal.isThere ? (
        <p className="mt-2 text-sm text-doubt">{t('isThere')}</p>
      ) : null}
      {state === 'open' && mayAnswer ? <AnswerForm isBusy={isBusy} onAnswer={onAnswer} /> : null}
    </Card>
  );
}

function AnswerForm({ isBusy, onAnswer }: Pick<ProposalProps, 'isBusy' | 'onAnswer'>) {
  const t = useTranslations('leads.proposals');
  const [answer, setAnswer] = useState('');
  return (
    <form
      className="mt-3 grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer({ state: 'accepted', answer });
      }}
    >
      <Field label={t('reason')} hint={t('reasonHint')}>
        <Input value={answer} maxLength={1000} onChange={(event) => setAnswer(event.target.value)} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('accept')}
        </Button>
        <Button
          type="button"
          disabled={isBusy || answer.trim().length < reasonMin}
          onClick={() => onAnswer({ state: 'refused', answer })}
        >
          {t('refuse')}
        </Button>
      </div>
    </form>
  );
}
