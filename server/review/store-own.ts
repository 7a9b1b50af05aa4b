import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { Queue } from './schema.ts';
import { type SavedView, savedViewsSchema } from './schema-filter.ts';
import { type OwnKeys, ownKeysSchema } from './schema-keys.ts';

/** What a person has set for themselves: validated again where it is read, since an older version may have written it. */
async function read(actor: Actor, key: string): Promise<unknown> {
  const row = await db().userSetting.findUnique({ where: { userId_key: { userId: actor.id, key } } });
  return row?.value;
}

async function write(actor: Actor, key: string, value: Prisma.InputJsonValue): Promise<void> {
  const row = { userId: actor.id, key };
  await db().userSetting.upsert({ where: { userId_key: row }, create: { ...row, value }, update: { value } });
}

const viewsKey = (queue: Queue, catalogId: string): string => `views:${queue}:${catalogId}`;

export async function readViews(actor: Actor, queue: Queue, catalogId: string): Promise<SavedView[]> {
  return savedViewsSchema.catch([]).parse((await read(actor, viewsKey(queue, catalogId))) ?? []);
}

export async function saveViews(
  actor: Actor,
  queue: Queue,
  catalogId: string,
  views: SavedView[],
): Promise<void> {
  await write(actor, viewsKey(queue, catalogId), views);
}

export async function readOwnKeys(actor: Actor): Promise<OwnKeys> {
  return ownKeysSchema.catch({ single: true, keys: {} }).parse((await read(actor, 'keys')) ?? {});
}

export async function saveOwnKeys(actor: Actor, keys: OwnKeys): Promise<void> {
  await write(actor, 'keys', keys);
}
