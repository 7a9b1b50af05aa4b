'use client';
import { useTranslations } from 'use-intl';
import { GroupTable } from './group-table.tsx';
import { PortraitFigures } from './portrait-figures.tsx';
import { PortraitFrame } from './portrait-frame.tsx';
import { RiskList } from './risk-list.tsx';

/** What the catalog's data is like, and what of it is likely to hurt. */
export function PortraitBoard() {
  const t = useTranslations('portrait.data');
  return (
    <PortraitFrame title={t('title')} lead={t('lead')}>
      {(portrait) => (
        <>
          <RiskList risks={portrait.risks} />
          <PortraitFigures portrait={portrait} />
          <GroupTable portrait={portrait} />
        </>
      )}
    </PortraitFrame>
  );
}
