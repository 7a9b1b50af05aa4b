'use client';
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
  return (
    <nav aria-label="Proposed categories" className="min-w-0">
      <select
        aria-label="Proposed category"
        value={categoryId ?? ''}
        onChange={(event) => onChoose(event.target.value)}
        className="h-11 w-full rounded-md border border-line bg-surface px-2 text-sm lg:hidden"
      >
        {groups.map((group) => (
          <option key={group.categoryId} value={group.categoryId}>
            {leafOf(group)} ({group.count})
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
                  {branchOf(group) || 'top'}
                </span>
              </span>
              <span className="tabular-nums text-muted">{group.count}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
