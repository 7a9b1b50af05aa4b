import { spawnSync } from 'node:child_process';

export interface CommandResult {
  ok: boolean;
  output: string;
}

/** Runs a program to its end; both outputs as one text. Never throws: a program that is absent is not ok. */
export function runCommand(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: options.cwd,
    env: options.env,
    timeout: options.timeoutMs ?? 600_000,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return { ok: status === 0, output: error ? error.message : `${stdout}${stderr}` };
}
