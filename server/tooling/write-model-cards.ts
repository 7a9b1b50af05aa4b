/**
 * `npx tsx server/tooling/write-model-cards.ts`: writes MODEL_CARD.md beside every model that ships, from its manifest. A test
 * holds that the committed cards are these.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelKindSchema } from '#server/inference/manifest.ts';
import { shippedModel } from '#server/inference/shipped-model.ts';
import { cardMarkdown } from '#server/training/card-markdown.ts';
import { shippedCard } from '#server/training/read-model-card.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../models');

/** Kinds of which a model ships. */
export function shippedKinds(): string[] {
  return readdirSync(root).filter((name) => modelKindSchema.safeParse(name).success);
}

/** Where the card of a kind's shipped model lies, and what it must say. */
export async function cardFile(kind: string): Promise<{ file: string; text: string }> {
  const model = await shippedModel(modelKindSchema.parse(kind));
  const card = await shippedCard(kind);
  if (!model || !card) throw new Error(`no ${kind} ships`);
  return { file: path.join(model.folder, 'MODEL_CARD.md'), text: cardMarkdown(card) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const kind of shippedKinds()) {
    const { file, text } = await cardFile(kind);
    writeFileSync(file, text);
    console.log(path.relative(root, file));
  }
