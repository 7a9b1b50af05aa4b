/** How the desk writes numbers and times: the one place that knows the reader's language. */

export const number = new Intl.NumberFormat('en');
export const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

const minutes = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the server, to the minute, in the reader's own zone. */
export function moment(at: string): string {
  return minutes.format(new Date(at));
}
