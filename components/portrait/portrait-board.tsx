'use client';
import { GroupTable } from './group-table.tsx';
import { PortraitFigures } from './portrait-figures.tsx';
import { PortraitFrame } from './portrait-frame.tsx';
import { RiskList } from './risk-list.tsx';

/** What the catalog's data is like, and what of it is likely to hurt. */
export function PortraitBoard() {
  return (
    <PortraitFrame title="The data" lead="What is there, what is missing, and what of it is likely to hurt.">
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
