'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#components/fetch-json.ts';
import { percent } from '#components/format.ts';
import { Card } from '#components/ui/card.tsx';
import type { CandidateFigures } from '#server/duplicates/schema-candidates.ts';
import { Figure, FigureTable, number } from './figure.tsx';

/** Does the search for duplicates look at enough pairs, and not at too many? */
export function CandidateCard({ catalogId }: { catalogId: string }) {
  const { data, error } = useQuery({
    queryKey: ['candidates', catalogId],
    queryFn: () =>
      fetchJson<{ figures: CandidateFigures | null }>(`/api/insights/candidates?catalog=${catalogId}`),
    staleTime: 300_000,
  });
  const figures = data?.figures ?? null;
  return (
    <Card aria-labelledby="candidates" className="lg:col-span-2">
      <h2 id="candidates">Which pairs are compared?</h2>
      {error ? (
        <p role="alert" className="text-sm text-stop">
          {error.message}
        </p>
      ) : null}
      {figures && figures.pairs === 0 ? (
        <p className="mt-1 text-sm text-muted">None yet: candidates come once products are imported.</p>
      ) : null}
      {figures && figures.pairs > 0 ? <Found figures={figures} /> : null}
    </Card>
  );
}

function Found({ figures }: { figures: CandidateFigures }) {
  const { listings, pairs, mostPairs, sources, blocks, recall } = figures;
  return (
    <>
      <Figure
        value={number.format(pairs / Math.max(1, listings))}
        unit={`candidate pairs a listing; ${number.format(pairs)} in all${mostPairs === null ? '' : `, at most ${number.format(mostPairs)} of one listing`}`}
      />
      <div className="grid grid-cols-1 gap-x-6 lg:grid-cols-2">
        <FigureTable
          caption="By what finds them"
          head={['Source', 'Pairs', 'Found by it alone']}
          rows={sources
            .filter((source) => source.pairs > 0)
            .map((source) => [source.name, number.format(source.pairs), number.format(source.alone)])}
        />
        <FigureTable
          caption="Pairs known from outside: are they candidates?"
          head={['Known because', 'Found', 'Share']}
          rows={recall.map(({ name, found, of }) => [
            name,
            of === 0 ? 'none known' : `${number.format(found)} of ${number.format(of)}`,
            of === 0 ? '–' : percent.format(found / of),
          ])}
        />
        <FigureTable
          caption="Categories with most pairs"
          head={['Category', 'Listings', 'Pairs', 'Pairs a listing']}
          rows={blocks.map((block) => [
            block.category,
            number.format(block.listings),
            number.format(block.pairs),
            number.format(block.pairs / block.listings),
          ])}
        />
      </div>
    </>
  );
}
