/** Words of parts that every page uses. */
export const ui = {
  work: {
    waiting: 'waiting',
    running: 'running',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
    expired: 'expired',
  },
} as const;
