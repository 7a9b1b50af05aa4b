/** The first models of the demo, trained and promoted by the same use cases as any later ones. */
import type { Actor } from '#server/auth/actor.ts';

export interface FirstModels {
  actor: Actor;
  catalogId: string;
  say: (line: string) => void;
  settle: (stages: string[]) => Promise<void>;
}

export async function trainFirstModels({ settle }: FirstModels): Promise<void> {
  await settle(['features', 'embed', 'suggest', 'block', 'score-pairs', 'cluster']);
}
