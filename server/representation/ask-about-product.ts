/** Puts a question about one product to the scoring process. */
import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { askLive, type LiveOutcome } from '#server/inference/live-process.ts';
import type { LiveProduct } from './schema.ts';

type Asked = LiveOutcome | { ok: false; reason: 'not-allowed' };

/** Outcomes beside those of askLive: `not-allowed` for a catalog that the person may not see. */
export async function askAboutProduct(
  actor: Actor,
  question: 'categorize' | 'duplicates',
  product: LiveProduct,
): Promise<Asked> {
  if (!(await maySeeCatalog(actor, product.catalogId))) return { ok: false, reason: 'not-allowed' };
  return askLive(question, product);
}

/** HTTP status of an outcome that is no answer. */
export const askedStatus = { busy: 503, timeout: 504, failed: 500, 'not-allowed': 403 } as const;
