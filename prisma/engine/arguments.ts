import { z } from 'zod';

/** How the Prisma CLI calls its schema engine. */
export interface EngineArguments {
  version: boolean;
  datamodels: string[];
  /** Undefined where no database is configured (prisma.config.ts says so by the user `none`). */
  url: string | undefined;
  shadowDatabaseUrl: string | undefined;
  /** Sub-command `cli <word>`; undefined: JSON-RPC over standard input and output. */
  cli: string | undefined;
}

const datasourceSchema = z.object({ url: z.string().optional(), shadowDatabaseUrl: z.string().optional() });

/** Reads `--datamodels FILE… --datasource JSON [cli WORD]`. Other switches take a value that this engine does not need. */
export function parseEngineArguments(argv: string[]): EngineArguments {
  const found: EngineArguments = {
    version: false,
    datamodels: [],
    url: undefined,
    shadowDatabaseUrl: undefined,
    cli: undefined,
  };
  const words = argv[Symbol.iterator]();
  for (const word of words) {
    if (word === '--version' || word === '-V') found.version = true;
    else if (word === 'cli') found.cli = words.next().value;
    else if (word === '--datamodels') found.datamodels.push(words.next().value ?? '');
    else if (word === '--datasource') {
      const datasource = datasourceSchema.parse(JSON.parse(words.next().value ?? '{}'));
      found.url = datasource.url && !datasource.url.includes('//none@') ? datasource.url : undefined;
      found.shadowDatabaseUrl = datasource.shadowDatabaseUrl;
    } else words.next();
  }
  return found;
}
