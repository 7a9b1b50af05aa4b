/** The `shelfwise` command line. Every command is loaded when it is named; evaluations need no database and no build. */
import '#server/config/check-node.ts';
import { runCommandLine } from './command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
