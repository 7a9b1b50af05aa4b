/**
 * Which versions of Node run this: `engines` of package.json, in code. Versions between fail late and strangely (18 has no
 * import.meta.dirname, 21 and early 22 lack what packages name), so a start says it first.
 */

/** Why this version of Node cannot be used, in one sentence; null where it can. `version`: as in process.versions.node. */
export function nodeProblem(version: string): string | null {
  const [major, minor] = version.split('.').map(Number);
  if ((major === 20 && minor >= 20) || (major === 22 && minor >= 12) || major > 22) return null;
  return `Shelfwise runs on Node 20.20 or newer (20.20–20.x, 22.12 and later), not on ${version}. Install one of these and start again.`;
}
