/**
 * Who acts. The brand cannot be made elsewhere: only this folder mints an Actor (law 6), so a use case that takes one
 * cannot be called without somebody having been recognised.
 */

declare const minted: unique symbol;

export type Role = 'moderator' | 'lead' | 'ml' | 'admin';

export interface ActorFields {
  kind: 'person' | 'policy' | 'system';
  id: string;
  name: string;
  role: Role;
}

export type Actor = Readonly<ActorFields> & { readonly [minted]: true };

function mint(fields: ActorFields): Actor {
  return Object.freeze({ ...fields }) as Actor;
}

/** A signed-in person; called by the session reader of this folder and by nobody else. */
export function mintPerson(person: { id: string; name: string; role: Role }): Actor {
  return mint({ kind: 'person', ...person });
}

/** The actor of the command line, the demo loader and the jobs: whoever can start processes here. */
export function systemActor(name: string): Actor {
  return mint({ kind: 'system', id: `system:${name}`, name, role: 'admin' });
}

/** An automatic policy, by its id and version: what it does is told apart from what people do. */
export function policyActor(policy: { id: string; version: number }): Actor {
  return mint({ kind: 'policy', id: policy.id, name: `policy ${policy.version}`, role: 'moderator' });
}

/** Whether an actor may do what a role may: each role includes the ones before it, `ml` beside `lead`. */
export function mayActAs(actor: Actor, role: Role): boolean {
  if (actor.role === 'admin' || actor.role === role) return true;
  return role === 'moderator' && (actor.role === 'lead' || actor.role === 'ml');
}
