/** Imported first by what people start: ends the process with one sentence where Node is the wrong one. */
import { nodeProblem } from './node-version.ts';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}
