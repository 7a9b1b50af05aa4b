/** Pages that stand for others: nothing there, failed, nothing imported yet. */
export const pages = {
  nothing: 'There is nothing at this address',
  back: 'Back to the desk',
  failed: 'This page could not be shown',
  failedWhy: "The reason is in the server's log. Nothing you decided is lost.",
  again: 'Try again',
  noCatalog: 'No catalog yet',
  thereIsNoCatalog: 'There is no catalog yet',
  importOne: 'Import one first.',
  importFile: 'Import a file first.',
  noCategory: 'no category',
} as const;
