/** Makes the database client (`client`) or the web app (`web`) as a start would, so that no start after it makes it again. */
import { buildWeb, generateClient } from '#server/supervise/build.ts';

const parts: Record<string, () => Promise<void>> = { client: generateClient, web: buildWeb };
await parts[process.argv[2]]();
