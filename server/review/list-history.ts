import type { Actor } from '#server/auth/actor.ts';
import type { AnswerSaid, HistoryEntry } from './schema-history.ts';
import { type HistoryRow, readHistory } from './store-history.ts';

const historyMax = 80;

/** What was answered, as a code with values. */
export function answerSaid(row: Pick<HistoryRow, 'kind' | 'answer' | 'categoryName' | 'count'>): AnswerSaid {
  const { kind, answer, categoryName, count } = row;
  if (kind === 'bulk') return { code: 'bulk', values: { count } };
  switch (answer.kind) {
    case 'category':
      return { code: 'category', values: { name: categoryName } };
    case 'merge':
      return { code: 'merge', values: { count: answer.ticked?.length ?? 2 } };
    case 'split':
      return { code: 'split', values: { count: answer.groups?.length ?? 2 } };
    case 'apart': {
      const { relation } = answer;
      const isKnown = relation === 'not_same' || relation === 'variant';
      return { code: isKnown ? relation : 'apart', values: {} };
    }
    case 'escalate':
    case 'reject':
      return { code: answer.kind, values: {} };
    default:
      return { code: 'cant-tell', values: {} };
  }
}

/** What this person did lately, newest first. */
export async function listHistory(actor: Actor, catalogId: string): Promise<HistoryEntry[]> {
  const rows = await readHistory(actor, catalogId, historyMax);
  return rows.map((row) => {
    const { categoryName: _name, answer: _answer, at, ...entry } = row;
    return { ...entry, answer: answerSaid(row), at: at.toISOString() };
  });
}
