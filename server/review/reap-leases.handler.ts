import { reapLeases } from './store.ts';

export async function run(): Promise<void> {
  await reapLeases();
}
