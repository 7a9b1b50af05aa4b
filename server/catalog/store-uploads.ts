import { db } from '#server/db/client.ts';

/** Which file a person brought. */
export async function insertUpload(upload: {
  id: string;
  actorId: string;
  fileName: string;
  bytes: number;
}): Promise<void> {
  await db().upload.create({ data: { ...upload, bytes: BigInt(upload.bytes) } });
}

/** Name of the file of an upload of this person, under SHELFWISE_DATA/uploads; null where it is not theirs. */
export async function findUploadOf(actorId: string, id: string): Promise<string | null> {
  const row = await db().upload.findFirst({ where: { id, actorId }, select: { fileName: true } });
  return row?.fileName ?? null;
}
