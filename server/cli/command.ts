/** One command of the `shelfwise` command line. Standard output carries the result alone; the rest goes to standard error. */
export interface Command {
  /** Words after `shelfwise`, for example `evaluate match`. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Whole text of `--help`. */
  help: string;
  /** Runs with the words after the name. Returns the exit code: 0 done, 1 failed, 2 bad input. */
  run(argv: string[]): Promise<number>;
}

/** Bad input by the user: printed as one line on standard error, exit code 2. */
export class UsageError extends Error {}
