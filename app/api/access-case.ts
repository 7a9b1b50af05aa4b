/** What the walk over all routes asks of one method of one route. */
import type { Cast, Method, Things } from './access-fixture.ts';

type Role = keyof Cast['tokens'];

export interface Case {
  route: string;
  method: Method;
  params?: (of: Things) => Record<string, string>;
  query?: (of: Things) => Record<string, string>;
  body?: (of: Things) => unknown;
  /** Roles that may ask (admins always may). Default: everybody. `nobody`: admins alone; `public`: no session needed. */
  roles?: readonly Role[] | 'nobody' | 'public';
  /**
   * The answer to the same question about another catalog's things: a status, or the body that tells nothing.
   * `own`: the route names no thing of a catalog.
   */
  foreign: number | { body: unknown } | 'own';
  /** Not asked by somebody who may: it would start a process, or the answer says nothing about access. */
  skipInside?: boolean;
}
