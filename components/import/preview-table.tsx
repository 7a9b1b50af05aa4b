import type { ImportMapping, ImportPreview } from '#server/catalog/schema.ts';

function fieldOf(column: string, mapping: ImportMapping): string {
  const found = Object.entries(mapping.fields).find(([, value]) => [value ?? []].flat().includes(column));
  return found ? found[0] : 'attribute';
}

/** The first rows as they will be read. */
export function PreviewTable({ preview, mapping }: { preview: ImportPreview; mapping: ImportMapping }) {
  return (
    <section
      aria-label="First rows"
      className="max-h-96 overflow-auto rounded-lg border border-line bg-surface"
    >
      <table className="text-xs">
        <caption className="sr-only">The first {preview.rows.length} rows of the file</caption>
        <thead className="sticky top-0 bg-surface text-left">
          <tr>
            {preview.columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="border-b border-line px-3 py-2 font-medium whitespace-nowrap"
              >
                {column}
                <span className="block font-normal text-muted">{fieldOf(column, mapping)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other identity and never move
            <tr key={at} className="border-b border-line last:border-0">
              {preview.columns.map((column) => (
                <td key={column} className="max-w-60 truncate px-3 py-1.5">
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
