import type { Actor } from '#server/auth/actor.ts';
import type { HistoryEntry } from './schema-history.ts';
import { type HistoryRow, readHistory } from './store-history.ts';

const historyMax = 80;
const relationWords: Record<string, string> = { not_same: 'different', variant: 'variants' };

/** The answer in the words of the buttons. */
export function answerInWords(row: Pick<HistoryRow, 'kind' | 'answer' | 'categoryName' | 'count'>): string {
  const { kind, answer, categoryName, count } = row;
  if (kind === 'bulk') return `${count} confirmed at once`;
  switch (answer.kind) {
    case 'category':
      return categoryName ?? 'a category';
    case 'merge':
      return `merged ${answer.ticked?.length ?? 2}`;
    case 'split':
      return `split into ${answer.groups?.length ?? 2}`;
    case 'apart':
      return relationWords[answer.relation ?? ''] ?? 'told apart';
    case 'escalate':
      return 'handed to a lead';
    default:
      return 'can’t tell';
  }
}

/** What this person did lately, newest first. */
export async function listHistory(actor: Actor, catalogId: string): Promise<HistoryEntry[]> {
  const rows = await readHistory(actor, catalogId, historyMax);
  return rows.map((row) => {
    const { categoryName: _name, answer: _answer, at, ...entry } = row;
    return { ...entry, answer: answerInWords(row), at: at.toISOString() };
  });
}
