import { withActor } from '#server/auth/route.ts';
import { allowHosts, listAllowedHosts } from '#server/catalog/allow-hosts.ts';
import { fetchSettingSchema } from '#server/catalog/schema-settings.ts';

/** Hosts of the own network that images may be fetched from. */
export const GET = withActor(
  async (_request, actor) => Response.json(await listAllowedHosts(actor)),
  'admin',
);

export const PUT = withActor(
  async (request, actor) =>
    Response.json(await allowHosts(actor, fetchSettingSchema.parse(await request.json()))),
  'admin',
);
