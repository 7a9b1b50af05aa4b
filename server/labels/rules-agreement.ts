/** What several people's labels of one thing amount to. Pure. */
import type { LabelState } from './schema.ts';

export interface Voice {
  id: string;
  actorId: string;
  value: string;
  state: LabelState;
}

/**
 * New states of one thing's labels; excluded ones stay excluded and have no say. One person is one voice.
 * @returns only labels whose state changes
 */
export function agreementOf(voices: readonly Voice[]): { id: string; state: LabelState }[] {
  const heard = voices.filter((voice) => voice.state !== 'excluded');
  const people = new Set(heard.map((voice) => voice.actorId)).size;
  const values = new Set(heard.map((voice) => voice.value)).size;
  const state: LabelState = values > 1 ? 'disputed' : people > 1 ? 'agreed' : 'raw';
  return heard.filter((voice) => voice.state !== state).map((voice) => ({ id: voice.id, state }));
}
