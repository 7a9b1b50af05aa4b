/**
 * A refusal that every door answers in the same way, whatever use case it came from: thrown, because no caller could do
 * anything but hand it on. Outcomes that a screen treats apart are tagged unions instead.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, reason: string, headers: Readonly<Record<string, string>> = {}) {
    super(reason);
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }
}
