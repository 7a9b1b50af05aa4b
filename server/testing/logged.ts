import { vi } from 'vitest';

/** What `work` writes to the log as errors, the first line of each; a test that provokes them keeps them out of the run's own. */
export async function loggedErrors(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    await work();
    return spy.mock.calls.map((said) => said.map(String).join(' ').split('\n')[0]);
  } finally {
    spy.mockRestore();
  }
}
