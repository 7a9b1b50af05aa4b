'use client';
import { useTranslations } from 'use-intl';
import { useFormat } from '#components/language/format.ts';
import type { CategoryGroup } from '#server/categorization/schema-grid.ts';

const leafOf = (group: CategoryGroup) => group.name;
const branchOf = (group: CategoryGroup) => group.pathName.split(' > ').slice(0, -1).join(' › ');

/** The categories that are proposed for something free, most first: a list beside the page, one menu on a telephone. */
export function GroupRail({
  groups,
  categoryId,
  onChoose,
}: {
  groups: readonly CategoryGroup[];
  categoryId: string | null;
  onChoose: (categoryId: string) => void;
}) {
  const t = useTranslations('grid');
  const { number } = useFormat();
  return (
    <nav aria-label={t('proposedCategories')} className="min-w-0">
      <select
        aria-label={t('proposedCategory')}
        value={categoryId ?? ''}
        onChange={(event) => onChoose(event.target.value)}
        className="h-11 w-full rounded-md border border-line bg-surface px-2 text-sm lg:hidden"
      >
        {groups.map((group) => (
          <option key={group.categoryId} value={group.categoryId}>
            {t('option', { name: leafOf(group), count: group.count })}
          </option>
        ))}
      </select>
      <ul className="hidden max-h-[calc(100dvh-14rem)] flex-col overflow-y-auto lg:flex">
        {groups.map((group) => (
          <li key={group.categoryId}>
            <button
              type="button"
              aria-current={group.categoryId === categoryId ? 'true' : undefined}
              onClick={(event) => {
                event.currentTarget.blur();
                onChoose(group.categoryId);
              }}
              className={`flex w-full items-baseline gap-2 border-l-2 px-2 py-1 text-left text-sm hover:bg-surface ${group.categoryId === categoryId ? 'border-accent bg-surface font-medium' : 'border-transparent'}`}
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{leafOf(group)}</span>
                <span className="block truncate text-xs font-normal text-muted">
                  {branchOf(group) || t('top')}
                </span>
              </span>
              <span className="tabular-nums text-muted">{number.format(group.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
