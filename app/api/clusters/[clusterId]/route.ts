import { z } from 'zod';
import { withActor } from '#server/auth/route.ts';
import { currentCatalog } from '#server/catalog/current-catalog.ts';
import { resolveCluster } from '#server/duplicates/resolve-cluster.ts';

/** What became of a cluster, for whoever kept its id: ids of clusters lead on for ever. */
export const GET = withActor(async (request, actor, { clusterId }) => {
  const catalog = await currentCatalog(actor, new URL(request.url).searchParams.get('catalog'));
  const cluster = catalog ? await resolveCluster(catalog.id, z.uuid().parse(clusterId)) : null;
  return cluster ? Response.json(cluster) : Response.json({ error: 'not-found' }, { status: 404 });
});
