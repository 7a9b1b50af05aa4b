'use client';
import { useTranslations } from 'use-intl';
import { Card, EmptyState } from '#components/ui/card.tsx';
import type { Portrait } from '#server/portrait/schema.ts';
import { MapSheet } from './map-sheet.tsx';
import { PairTable } from './pair-table.tsx';
import { PortraitFrame } from './portrait-frame.tsx';

function MapOf({ portrait }: { portrait: Portrait }) {
  const t = useTranslations('portrait');
  const { map } = portrait;
  if (!map || map.places.length === 0)
    return <EmptyState title={t('map.none')}>{t('map.noneHint')}</EmptyState>;
  const branches = portrait.branches.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
  return (
    <>
      <Card className="min-w-0">
        <h2>{t('map.sheet')}</h2>
        <p className="mt-1 mb-3 max-w-prose text-sm text-muted">{t('map.about')}</p>
        <MapSheet map={map} branches={branches} />
        {map.isCut ? (
          <p className="mt-2 text-sm text-muted">{t('map.cut', { count: map.places.length })}</p>
        ) : null}
      </Card>
      <Card className="min-w-0">
        <h2>{t('pairs.title')}</h2>
        <p className="mt-1 max-w-prose text-sm text-muted">{t('pairs.about')}</p>
        <PairTable pairs={map.pairs} />
      </Card>
    </>
  );
}

/** Where the categories lie to each other, and which ones the model confuses. */
export function MapBoard() {
  const t = useTranslations('portrait.map');
  return (
    <PortraitFrame title={t('title')} lead={t('lead')}>
      {(portrait) => <MapOf portrait={portrait} />}
    </PortraitFrame>
  );
}
