import { type Actor, mayActAs } from './actor.ts';
import { Refusal } from './refusal.ts';
import type { InvitationView, PersonView } from './schema.ts';
import { readInvitations } from './store-links.ts';
import { readPeople } from './store-people.ts';

const peopleMax = 1000;

/** Everybody with an account, and everybody invited. Admins only. */
export async function listPeople(
  actor: Actor,
): Promise<{ people: PersonView[]; invitations: InvitationView[] }> {
  if (!mayActAs(actor, 'admin')) throw new Refusal(403, 'not-allowed');
  const now = new Date();
  const [people, invitations] = await Promise.all([readPeople(now, peopleMax), readInvitations(now)]);
  return {
    people: people.map((person) => ({
      ...person,
      createdAt: person.createdAt.toISOString(),
      seenAt: person.seenAt?.toISOString() ?? null,
    })),
    invitations: invitations.map(({ id, email, role, catalogIds, expiresAt }) => ({
      id,
      email,
      role,
      catalogIds,
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
