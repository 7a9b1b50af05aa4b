import { withActor } from '#server/auth/route.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { editProduct } from '#server/catalog/edit-product.ts';
import { editProductSchema } from '#server/catalog/schema-edit.ts';

const statusOf = { 'not-found': 404, changed: 409, merged: 409, 'no-gtin': 422 } as const;

/** Corrects fields of a product. */
export const PATCH = withActor(async (request, actor, { productId }) => {
  const input = editProductSchema.parse({ ...((await request.json()) as object), productId });
  if (!(await maySeeCatalog(actor, input.catalogId)))
    return Response.json({ error: 'not-found' }, { status: 404 });
  const outcome = await editProduct(actor, input);
  return outcome.ok
    ? Response.json(outcome)
    : Response.json({ error: outcome.reason }, { status: statusOf[outcome.reason] });
});
