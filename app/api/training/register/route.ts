import { withActor } from '#server/auth/route.ts';
import { registerExternal, registerExternalSchema } from '#server/training/register-external.ts';

const statuses = { 'not-allowed': 403, 'unknown-catalog': 404, 'no-such-upload': 404, refused: 422 };

/** Registers a model that was trained elsewhere: an uploaded ONNX file and its manifest. */
export const POST = withActor(
  async (request, actor) => {
    const outcome = await registerExternal(actor, registerExternalSchema.parse(await request.json()));
    return Response.json(outcome, { status: outcome.ok ? 201 : statuses[outcome.reason] });
  },
  ['lead', 'ml'],
  // Tens of thousands of category codes are a few hundred kilobytes.
  { bodyMaxBytes: 4 * 2 ** 20 },
);
