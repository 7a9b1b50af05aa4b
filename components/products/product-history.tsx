import { moment } from '#components/format.ts';
import { Card } from '#components/ui/card.tsx';
import type { ProductEvent } from '#server/browse/schema-product.ts';

const verbs: Readonly<Record<ProductEvent['kind'], string>> = {
  imported: 'Imported',
  changed: 'Changed by the seller',
  edited: 'Corrected',
  suggested: 'Suggested',
  decided: 'Decided',
  undone: 'Undone',
  merged: 'Merged',
  unmerged: 'Merge undone',
  delisted: 'Delisted',
};

/** Everything that happened to it, newest first. */
export function ProductHistory({ events }: { events: ProductEvent[] }) {
  return (
    <Card>
      <h2>History</h2>
      <ol className="mt-2 grid gap-3 border-l border-line pl-4 text-sm">
        {events.map((event) => (
          <li key={event.id} className="min-w-0">
            <p className="break-words">
              <span className="font-medium">{verbs[event.kind]}</span> <span dir="auto">{event.text}</span>
            </p>
            <p className="text-xs text-muted">
              <time dateTime={event.at}>{moment(event.at)}</time>
              {event.by ? ` · ${event.by}` : ''}
            </p>
            {event.changes.length > 0 ? (
              <details className="mt-1 text-xs">
                <summary className="text-muted">what changed</summary>
                <ul className="mt-1 grid gap-1">
                  {event.changes.map((change) => (
                    <li key={change.field} className="break-words">
                      <span className="text-muted">{change.field}:</span>{' '}
                      {change.before === null ? <i>nothing</i> : <del>{change.before}</del>} →{' '}
                      {change.after === null ? (
                        <i>nothing</i>
                      ) : (
                        <ins className="no-underline">{change.after}</ins>
                      )}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
