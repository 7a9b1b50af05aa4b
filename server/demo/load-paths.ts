/** Where the demo's files lie under SHELFWISE_DATA. The truth is apart from everything that an import or a model reads. */
import path from 'node:path';

export const demoCatalogName = 'Demo marketplace';

export function demoFolder(dataDir: string): string {
  return path.join(dataDir, 'demo');
}

export function demoTruthFolder(dataDir: string): string {
  return path.join(dataDir, 'demo-truth');
}
