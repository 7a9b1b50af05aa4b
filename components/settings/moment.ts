const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the server in the reader's own zone. */
export function moment(iso: string): string {
  return format.format(new Date(iso));
}
