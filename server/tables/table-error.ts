/** A table cannot be read or written; the message is one line for the person who named the file. */
export class TableError extends Error {}
