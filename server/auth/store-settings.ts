/** What a person has set for themselves, one row a key. */
import { db } from '#server/db/client.ts';

export async function readUserSetting(userId: string, key: string): Promise<unknown> {
  const row = await db().userSetting.findUnique({ where: { userId_key: { userId, key } } });
  return row?.value ?? null;
}

export async function writeUserSetting(userId: string, key: string, value: string): Promise<void> {
  await db().userSetting.upsert({
    where: { userId_key: { userId, key } },
    update: { value },
    create: { userId, key, value },
  });
}
