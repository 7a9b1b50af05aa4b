import type { ReactNode } from 'react';

export type Fact = [name: string, value: ReactNode];

/** Names and values in two columns; on a narrow screen a name stands above its value. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="mt-2 grid gap-x-3 gap-y-1 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words" dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A category path with the last name standing out. */
export function CategoryPath({ pathName }: { pathName: string }) {
  const names = pathName.split(' > ');
  return (
    <span>
      <span className="text-muted">
        {names
          .slice(0, -1)
          .map((name) => `${name} › `)
          .join('')}
      </span>
      <span className="font-medium">{names.at(-1)}</span>
    </span>
  );
}
