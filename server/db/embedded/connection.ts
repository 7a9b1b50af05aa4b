/**
 * One client of the embedded server: cuts its bytes into messages, gives its statements and portals private names,
 * collects COPY data, and hands whole units (up to Sync, Query or Flush) to the server.
 */
import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { noteStatement, type SessionState, startupSettings } from './session-state.ts';
import {
  cString,
  errorResponse,
  int16,
  int32,
  message,
  readyForQuery,
  requestCode,
  simpleQuery,
} from './wire.ts';

/** What a connection needs of its server. */
export interface ConnectionHost {
  /** ParameterStatus pairs for the greeting. */
  parameters: [string, string][];
  copyBytesMax: number;
  enqueue(connection: Connection, unit: Buffer, dropCopyIn: boolean): void;
  dropped(connection: Connection): void;
}

let nextId = 1;

export class Connection {
  readonly id = nextId++;
  readonly state: SessionState = { settings: [], channels: new Set() };
  startup: string[] = [];
  closed = false;
  /** When its last unit was answered, ms since the epoch. */
  answeredAt = Date.now();
  /** Client's statement or portal name → name in the one backend session. */
  readonly names = new Map<string, string>();

  private received: Buffer = Buffer.alloc(0);
  private started = false;
  private unit: Buffer[] = [];
  private copy: { query: Buffer; parts: Buffer[]; size: number } | null = null;
  private readonly host: ConnectionHost;
  private readonly socket: Socket;

  constructor(host: ConnectionHost, socket: Socket) {
    this.host = host;
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.receive(bytes as Buffer));
    socket.on('error', () => {});
    socket.on('close', () => this.close());
  }

  /** True while COPY data is still arriving. */
  get isCopying(): boolean {
    return this.copy !== null;
  }

  send(bytes: Buffer): void {
    if (!this.closed && this.socket.writable) this.socket.write(bytes);
  }

  fatal(code: string, text: string): void {
    this.send(errorResponse('FATAL', code, text));
    this.socket.end();
    this.socket.destroySoon();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.host.dropped(this);
  }

  private receive(bytes: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, bytes]) : bytes;
    try {
      while (!this.closed && this.takeOne());
    } catch (error) {
      this.fatal('08P01', `protocol error: ${(error as Error).message}`);
    }
  }

  /** Takes one message off the received bytes; false when none is whole. */
  private takeOne(): boolean {
    if (!this.started) return this.takeStartup();
    if (this.received.length < 5) return false;
    const size = 1 + this.received.readInt32BE(1);
    if (this.received.length < size) return false;
    const whole = this.received.subarray(0, size);
    this.received = this.received.subarray(size);
    this.accept(whole);
    return true;
  }

  private takeStartup(): boolean {
    if (this.received.length < 8) return false;
    const size = this.received.readInt32BE(0);
    const code = this.received.readInt32BE(4);
    if (this.received.length < size) return false;
    const body = this.received.subarray(8, size);
    this.received = this.received.subarray(size);
    if (code === requestCode.ssl || code === requestCode.gss) {
      this.socket.write('N');
      return true;
    }
    if (code === requestCode.cancel) {
      // A query inside WebAssembly cannot be interrupted.
      this.socket.end();
      this.closed = true;
      return false;
    }
    if (code >> 16 !== 3) {
      this.fatal('0A000', `unsupported protocol ${code >> 16}`);
      return false;
    }
    const words = body.toString('utf8').split('\0');
    const parameters = new Map<string, string>();
    for (let at = 0; at + 1 < words.length && words[at]; at += 2) parameters.set(words[at], words[at + 1]);
    if ((code & 0xffff) > 0) this.send(message('v', int32(0), int32(0)));
    this.startup = startupSettings(parameters);
    this.started = true;
    this.greet();
    return true;
  }

  private greet(): void {
    this.send(
      Buffer.concat([
        message('R', int32(0)),
        ...this.host.parameters.map(([name, value]) => message('S', cString(name), cString(value))),
        message('K', int32(this.id), int32(randomInt(2 ** 31 - 1))),
        readyForQuery('I'),
      ]),
    );
  }

  /** The unnamed statement and portal keep their empty name. */
  private backendName(kind: 's' | 'p', name: string): string {
    if (!name) return name;
    const key = kind + name;
    const known = this.names.get(key);
    if (known) return known;
    const made = `c${this.id}_${kind}${this.names.size}_${nextId}`;
    this.names.set(key, made);
    return made;
  }

  private accept(whole: Buffer): void {
    const letter = String.fromCharCode(whole[0]);
    const handler = this.handlers[letter];
    if (this.copy) this.collectCopy(letter, whole);
    else if (handler) handler(whole);
    else this.fatal('08P01', `unexpected message ${letter}`);
  }

  private collectCopy(letter: string, whole: Buffer): void {
    const copy = this.copy;
    if (!copy) return;
    if (letter === 'd') {
      copy.size += whole.length;
      copy.parts.push(Buffer.from(whole));
      if (copy.size > this.host.copyBytesMax)
        this.fatal('54000', 'COPY is larger than the embedded server takes');
    } else if (letter === 'c' || letter === 'f') {
      this.copy = null;
      const data = letter === 'c' ? copy.parts : [];
      this.host.enqueue(this, Buffer.concat([copy.query, ...data, whole]), true);
    }
  }

  private readonly handlers: Record<string, (whole: Buffer) => void> = {
    X: () => this.socket.end(),
    Q: (whole) => this.query(whole),
    P: (whole) => {
      const [name, sql, rest] = twoStrings(whole);
      const replaced = noteStatement(sql, this.state);
      this.unit.push(message('P', cString(this.backendName('s', name)), cString(replaced ?? sql), rest));
    },
    B: (whole) => {
      const [portal, statement, rest] = twoStrings(whole);
      const names = [cString(this.backendName('p', portal)), cString(this.backendName('s', statement))];
      this.unit.push(message('B', ...names, rest));
    },
    D: (whole) => this.named('D', whole),
    C: (whole) => this.named('C', whole),
    E: (whole) => {
      const end = whole.indexOf(0, 5);
      const name = this.backendName('p', whole.toString('utf8', 5, end));
      this.unit.push(message('E', cString(name), whole.subarray(end + 1)));
    },
    S: (whole) => this.finish(whole),
    H: (whole) => this.finish(whole),
    F: (whole) => this.finish(whole),
    // Stray copy data is ignored, as PostgreSQL does.
    d: () => {},
    c: () => {},
    f: () => {},
  };

  private query(whole: Buffer): void {
    const sql = whole.toString('utf8', 5, whole.length - 1);
    if (/^\s*copy\b[\s\S]*\bfrom\s+stdin\b/i.test(sql)) {
      this.copy = { query: Buffer.from(whole), parts: [], size: 0 };
      const binary = /\bbinary\b/i.test(sql) ? 1 : 0;
      this.send(message('G', Buffer.from([binary]), int16(0)));
      return;
    }
    const replaced = noteStatement(sql, this.state);
    this.finish(replaced ? simpleQuery(replaced) : whole);
  }

  /** Describe and Close name a statement ('S') or a portal ('P'). */
  private named(letter: 'D' | 'C', whole: Buffer): void {
    const kind = whole[5] === 0x53 ? 's' : 'p';
    const name = this.backendName(kind, whole.toString('utf8', 6, whole.length - 1));
    this.unit.push(message(letter, whole.subarray(5, 6), cString(name)));
  }

  private finish(whole: Buffer): void {
    const unit = Buffer.concat([...this.unit, whole]);
    this.unit = [];
    this.host.enqueue(this, unit, false);
  }
}

/** The two leading strings of a Parse or Bind message, and what follows them. */
function twoStrings(whole: Buffer): [string, string, Buffer] {
  const first = whole.indexOf(0, 5);
  const second = whole.indexOf(0, first + 1);
  return [
    whole.toString('utf8', 5, first),
    whole.toString('utf8', first + 1, second),
    whole.subarray(second + 1),
  ];
}
