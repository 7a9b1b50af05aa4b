/**
 * The door of every route handler: origin, size, text, ids, session, role, then the handler; the one place where a surprise
 * is logged.
 */
import { z } from 'zod';
import { env } from '#server/config/env.ts';
import { type Actor, mayActAs, type Role } from './actor.ts';
import { capBody } from './capped-body.ts';
import { KeepableRequest, refuseUnkeepable, UnreadableText } from './keepable-text.ts';
import { isOwnOrigin } from './origin.ts';
import { Refusal } from './refusal.ts';
import { currentActor } from './session.ts';

type Params = Record<string, string>;
type Handler = (request: Request, actor: Actor, params: Params) => Promise<Response>;
/** A path without an id in it comes from the built app with no params at all. */
type RouteHandler = (request: Request, context: { params: Promise<Params | undefined> }) => Promise<Response>;

interface DoorOptions {
  /** Largest body that is read; `stream`: the use case counts for itself. */
  bodyMaxBytes?: number | 'stream';
}

/** Ample for every form and answer of the desk; what anybody may send without a session is a link and a name. */
const bodyMaxBytes = 256 * 1024;
const bodyMaxBytesUnknown = 4 * 1024;

const problem = (
  status: number,
  error: string,
  detail?: string,
  headers?: Readonly<Record<string, string>>,
): Response => Response.json({ error, ...(detail ? { detail } : {}) }, { status, headers });

/** What an answer of the api may do where a browser shows it as a page: nothing. A route that says more is left alone. */
const answerHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
} as const;

function withHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(answerHeaders))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

async function answer(request: Request, work: () => Promise<Response>): Promise<Response> {
  return withHeaders(await answerOrProblem(request, work));
}

/** Whether `error` is nothing but the end of what somebody was sending who has left: a page closed during an upload, say. */
function isEndOfSender(request: Request, error: unknown): boolean {
  if (!request.signal.aborted || !(error instanceof Error)) return false;
  // node's words for a body that was cut off; a connection of ours that was reset bears the same code, with other words.
  const isCutOff = error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
  return isCutOff || error === request.signal.reason;
}

/**
 * Runs `work`; bad input becomes 400 with the reason, a surprise is logged once and becomes 500 without detail. A ZodError is
 * of what was sent: values of our own are read by `parseStored`.
 */
async function answerOrProblem(request: Request, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return problem(error.status, error.reason, undefined, error.headers);
    if (error instanceof z.ZodError) return problem(400, 'bad-input', z.prettifyError(error));
    if (error instanceof UnreadableText) return problem(400, 'bad-input', error.message);
    // Nobody is there to read it; the number is what proxies log for this.
    if (isEndOfSender(request, error)) return new Response(null, { status: 499 });
    console.error(error);
    return problem(500, 'unexpected');
  }
}

function guard(request: Request, max: number | 'stream'): Request {
  if (!isOwnOrigin(request, env().SHELFWISE_PUBLIC_URL)) throw new Refusal(403, 'other-origin');
  refuseUnkeepable(new URL(request.url).searchParams);
  return max === 'stream' ? request : new KeepableRequest(capBody(request, max));
}

/** Things are named by UUIDs of ours: a path that names one otherwise names nothing. Throws Refusal 404. */
function checkIds(params: Params): Params {
  for (const [name, value] of Object.entries(params))
    if (name.endsWith('Id') && !z.uuid().safeParse(value).success) throw new Refusal(404, 'not-found');
  return params;
}

/**
 * A route handler for signed-in people: 401 without a session, 403 from another site or without one of the roles,
 * 404 for a path that names nothing, 413 for a body beyond its cap.
 */
export function withActor(
  handler: Handler,
  roles: Role | readonly Role[] = 'moderator',
  options: DoorOptions = {},
): RouteHandler {
  const asked = [roles].flat();
  return (request, context) =>
    answer(request, async () => {
      const guarded = guard(request, options.bodyMaxBytes ?? bodyMaxBytes);
      const actor = await currentActor();
      if (!actor) throw new Refusal(401, 'signed-out');
      if (!asked.some((role) => mayActAs(actor, role))) throw new Refusal(403, 'not-allowed');
      return handler(guarded, actor, checkIds((await context.params) ?? {}));
    });
}

/** A route handler for everybody; changes still come from our own pages only. */
export function withoutActor(
  handler: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return (request) => answer(request, async () => handler(guard(request, bodyMaxBytesUnknown)));
}
