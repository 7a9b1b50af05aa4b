/** Which command a command line names, how it is run, and what is said where it cannot be. */
import { TableError } from '#server/tables/table-error.ts';
import { type Command, UsageError } from './command.ts';

/** Words → loader, in the order of the help text. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  train: () => import('./train.ts'),
  promote: () => import('./promote.ts'),
  'learn encoder': () => import('./learn-encoder.ts'),
  doctor: () => import('./doctor.ts'),
  'evaluate categorize': () => import('./evaluate-categorize.ts'),
  'evaluate suspects': () => import('./evaluate-suspects.ts'),
  'evaluate attributes': () => import('./evaluate-attributes.ts'),
  'evaluate match': () => import('./evaluate-match.ts'),
  'evaluate block': () => import('./evaluate-block.ts'),
  'evaluate cluster': () => import('./evaluate-cluster.ts'),
};

/** The commands that begin with these words; all of them without. */
async function printOverview(group = ''): Promise<void> {
  const lines = [`shelfwise ${group}<command> [options]`, ''];
  for (const [name, load] of Object.entries(commands)) {
    if (!name.startsWith(group)) continue;
    lines.push(`  ${name.padEnd(22)} ${(await load()).command.summary}`);
  }
  lines.push(
    '',
    'shelfwise <command> --help tells the options of one. Exit codes: 0 done, 1 failed, 2 bad input.',
  );
  console.log(lines.join('\n'));
}

async function run(argv: string[]): Promise<number> {
  if (argv.length === 0 || argv[0] === '--help' || argv[0] === 'help') {
    await printOverview();
    return argv.length === 0 ? 2 : 0;
  }
  const isGroup = Object.keys(commands).some((known) => known.startsWith(`${argv[0]} `));
  if (isGroup && (argv.length === 1 || argv[1] === '--help')) {
    await printOverview(`${argv[0]} `);
    return argv.length === 1 ? 2 : 0;
  }
  const name = [argv.slice(0, 2).join(' '), argv[0]].find((words) => words in commands);
  if (!name) throw new UsageError(`no command "${argv.slice(0, 2).join(' ')}"; see shelfwise --help`);
  const { command } = await commands[name]();
  const rest = argv.slice(name.split(' ').length);
  if (rest.includes('--help')) {
    console.log(command.help);
    return 0;
  }
  return command.run(rest);
}

/** Runs one command line; returns the exit code. What is wrong with the input is said in one line; anything else whole. */
export async function runCommandLine(argv: string[]): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    const isInput = error instanceof UsageError || error instanceof TableError;
    console.error(isInput ? `shelfwise: ${error.message}` : error);
    return isInput ? 2 : 1;
  }
}
