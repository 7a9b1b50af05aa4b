import { withActor } from '#server/auth/route.ts';
import { startDemoLoad } from '#server/demo/load-start.ts';

/** Loads the demo catalog, by an admin, in a process of its own. */
export const POST = withActor(async () => Response.json({ started: startDemoLoad() }), 'admin');
