import { listPeople } from '#server/auth/list-people.ts';
import { withActor } from '#server/auth/route.ts';

/** Accounts and open invitations. */
export const GET = withActor(async (_request, actor) => Response.json(await listPeople(actor)), 'admin');
