/** The door of every route handler: origin, session, then the handler; the one place where a surprise is logged. */
import { z } from 'zod';
import { env } from '#server/config/env.ts';
import { type Actor, mayActAs, type Role } from './actor.ts';
import { isOwnOrigin } from './origin.ts';
import { currentActor } from './session.ts';

type Params = Record<string, string>;
type Handler = (request: Request, actor: Actor, params: Params) => Promise<Response>;
type RouteHandler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const problem = (status: number, error: string, detail?: string): Response =>
  Response.json({ error, ...(detail ? { detail } : {}) }, { status });

/** Runs `work`; bad input becomes 400 with the reason, a surprise is logged once and becomes 500 without detail. */
async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof z.ZodError) return problem(400, 'bad-input', z.prettifyError(error));
    if (error instanceof SyntaxError) return problem(400, 'bad-input', error.message);
    console.error(error);
    return problem(500, 'unexpected');
  }
}

/** A route handler for signed-in people: 401 without a session, 403 from another site or without the role. */
export function withActor(handler: Handler, role: Role = 'moderator'): RouteHandler {
  return (request, context) =>
    answer(async () => {
      if (!isOwnOrigin(request, env().SHELFWISE_PUBLIC_URL)) return problem(403, 'other-origin');
      const actor = await currentActor();
      if (!actor) return problem(401, 'signed-out');
      if (!mayActAs(actor, role)) return problem(403, 'not-allowed');
      return handler(request, actor, await context.params);
    });
}

/** A route handler for everybody; changes still come from our own pages only. */
export function withoutActor(
  handler: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return (request) =>
    answer(async () => {
      if (!isOwnOrigin(request, env().SHELFWISE_PUBLIC_URL)) return problem(403, 'other-origin');
      return handler(request);
    });
}
