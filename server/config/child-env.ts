/** The environment for a child process: this process's own, with changes. Only `server/config` reads process.env. */
export function childEnv(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
