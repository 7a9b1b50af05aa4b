/** Label Studio's JSON of tasks with annotations ("Import pre-annotated data", Human Signal's documentation of the format). */
import type { ExportWhat } from './schema.ts';
import type { ExportRecord } from './store-exports.ts';

/** Names of the controls in the labelling configuration that docs/formats.md prints. */
const controls = { category: 'category', relation: 'relation', text: 'text' } as const;

/** One task: the product (or pair) as data, the decision as its annotation. */
export function labelStudioTask(row: ExportRecord, what: ExportWhat): Record<string, unknown> {
  const path = String(row.category ?? row.category_code ?? '').split(' > ');
  const result =
    what === 'pairs'
      ? {
          from_name: controls.relation,
          to_name: controls.text,
          type: 'choices',
          value: { choices: [row.relation] },
        }
      : {
          from_name: controls.category,
          to_name: controls.text,
          type: 'taxonomy',
          value: { taxonomy: [path] },
        };
  const { label_id: id, decided_by: by, decided_at: at, seconds, ...data } = row;
  return {
    data: { ...data, text: what === 'pairs' ? `${row.left_title}\n${row.right_title}` : row.title },
    annotations: [
      { unique_id: id, completed_by: { email: by }, created_at: at, lead_time: seconds, result: [result] },
    ],
    meta: { split: row.split },
  };
}

/** The other way: category path or relation of a task's first annotation; null where it has none. */
export function fromLabelStudioTask(task: unknown): ExportRecord | null {
  const { data, annotations } = task as {
    data?: ExportRecord;
    annotations?: {
      unique_id?: string;
      completed_by?: { email?: string };
      result?: { value?: { choices?: string[]; taxonomy?: string[][] } }[];
    }[];
  };
  const annotation = annotations?.[0];
  const value = annotation?.result?.[0]?.value;
  if (!data || !annotation || !value) return null;
  const kept = {
    ...data,
    label_id: annotation.unique_id ?? null,
    decided_by: annotation.completed_by?.email ?? null,
  };
  if (value.choices?.[0]) return { ...kept, relation: value.choices[0] };
  if (value.taxonomy?.[0]) return { ...kept, category: value.taxonomy[0].join(' > ') };
  return null;
}
