'use client';
import { useTranslations } from 'use-intl';
import { Card } from '#components/ui/card.tsx';
import { WrongTable } from '#components/wrong/wrong-table.tsx';
import type { WrongGroup } from '#server/insights/schema-wrong.ts';

const groupsShown = 12;

/** Which categories sellers choose wrongly, as estimated; nothing before there is an estimate. */
export function WrongCategories({ groups }: { groups: readonly WrongGroup[] }) {
  const t = useTranslations('wrong');
  if (groups.length === 0) return null;
  return (
    <Card className="mt-4 min-w-0">
      <h2>{t('title')}</h2>
      <WrongTable kind="category" groups={groups} limit={groupsShown} />
    </Card>
  );
}
