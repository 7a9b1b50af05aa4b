/**
 * One process owns the PGlite data folder and offers it to every other process as an ordinary PostgreSQL server on a
 * Unix socket. PGlite is ONE backend session; this does what a transaction-mode pooler does: units run one at a time,
 * a client owns the session from BEGIN to COMMIT, names are private, settings are replayed, NOTIFY reaches listeners,
 * COPY FROM STDIN is collected and run as one unit, and an idle open transaction is rolled back.
 * Not isolated: session advisory locks, temporary tables, SQL PREPARE, statement_timeout and cancel.
 */
import { createServer, type Server } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { Connection, type ConnectionHost } from './connection.ts';
import {
  cString,
  eachMessage,
  errorResponse,
  errorText,
  message,
  rowValues,
  simpleQuery,
  sync,
  type,
} from './wire.ts';

export interface EmbeddedServerOptions {
  db: PGlite;
  socketPath: string;
  connectionsMax?: number;
  idleInTransactionMs?: number;
  copyBytesMax?: number;
  /** The WebAssembly backend failed and cannot be trusted: end the process, the supervisor restarts it. */
  onFatal: (error: Error) => void;
}

interface Unit {
  connection: Connection;
  bytes: Buffer;
  dropCopyIn: boolean;
}

type RunSql = (sql: string) => Promise<(string | null)[][]>;

interface Chore {
  run: (sql: RunSql) => Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const reported = [
  'server_version',
  'server_encoding',
  'client_encoding',
  'DateStyle',
  'IntervalStyle',
  'TimeZone',
  'integer_datetimes',
  'standard_conforming_strings',
];

export class EmbeddedServer implements ConnectionHost {
  parameters: [string, string][] = [];
  readonly copyBytesMax: number;

  private readonly options: EmbeddedServerOptions;
  private readonly connections = new Set<Connection>();
  private units: Unit[] = [];
  private chores: Chore[] = [];
  private gone: Connection[] = [];
  /** The connection inside a transaction, whose units alone may run. */
  private owner: Connection | null = null;
  private sessionKey = '';
  private running = false;
  private listener: Server | null = null;
  private idleTimer: NodeJS.Timeout | null = null;

  constructor(options: EmbeddedServerOptions) {
    this.options = options;
    this.copyBytesMax = options.copyBytesMax ?? 256 * 2 ** 20;
  }

  async start(): Promise<void> {
    for (const name of reported) {
      const { rows } = await this.options.db.query<{ value: string }>('select current_setting($1) as value', [
        name,
      ]);
      this.parameters.push([name, rows[0].value]);
    }
    this.listener = createServer((socket) => {
      if (this.connections.size >= (this.options.connectionsMax ?? 100)) {
        socket.end(errorResponse('FATAL', '53300', 'too many connections'));
        return;
      }
      this.connections.add(new Connection(this, socket));
    });
    const listener = this.listener;
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      const umask = process.umask(0o177);
      listener.listen(this.options.socketPath, resolve);
      process.umask(umask);
    });
    this.idleTimer = setInterval(() => this.endIdleTransaction(), 1000);
    this.idleTimer.unref();
  }

  async stop(): Promise<void> {
    if (this.idleTimer) clearInterval(this.idleTimer);
    for (const connection of this.connections) {
      connection.fatal('57P01', 'terminating connection due to administrator command');
    }
    await new Promise<void>((resolve) => (this.listener ? this.listener.close(() => resolve()) : resolve()));
    // The listener may be closed before the last connection says that it is: its statements are still to be closed.
    while (this.running || this.gone.length || this.connections.size)
      await new Promise((wake) => setTimeout(wake, 10));
  }

  enqueue(connection: Connection, bytes: Buffer, dropCopyIn: boolean): void {
    this.units.push({ connection, bytes, dropCopyIn });
    this.pump();
  }

  dropped(connection: Connection): void {
    this.connections.delete(connection);
    this.units = this.units.filter((unit) => unit.connection !== connection);
    if (this.owner === connection || connection.names.size) {
      this.gone.push(connection);
      this.pump();
    }
  }

  /** Runs housekeeping alone, between transactions. */
  exclusive(run: (sql: RunSql) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.chores.push({ run, resolve, reject });
      this.pump();
    });
  }

  private async execute(bytes: Buffer): Promise<Buffer> {
    const answers: Buffer[] = [];
    await this.options.db.runExclusive(() =>
      this.options.db.execProtocolRawStream(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), {
        onRawData: (data) => answers.push(Buffer.from(data)),
      }),
    );
    return answers.length === 1 ? answers[0] : Buffer.concat(answers);
  }

  private readonly runSql: RunSql = async (sql) => {
    const rows: (string | null)[][] = [];
    for (const found of eachMessage(await this.execute(simpleQuery(sql)))) {
      if (found[0] === type.error) throw new Error(`${sql}: ${errorText(found)}`);
      if (found[0] === type.dataRow) rows.push(rowValues(found));
    }
    return rows;
  };

  private pump(): void {
    if (this.running) return;
    this.running = true;
    this.drain()
      .catch((error: Error) => this.options.onFatal(error))
      .finally(() => {
        this.running = false;
        if (this.gone.length || (!this.owner && (this.units.length || this.chores.length))) {
          setImmediate(() => this.pump());
        }
      });
  }

  private async drain(): Promise<void> {
    while (await this.step());
  }

  /** Runs the next piece of work; false when there is none that may run now. */
  private async step(): Promise<boolean> {
    const gone = this.gone.shift();
    if (gone) {
      await this.tidy(gone);
      return true;
    }
    const chore = this.owner ? undefined : this.chores.shift();
    if (chore) {
      await chore.run(this.runSql).then(chore.resolve, chore.reject);
      return true;
    }
    const next = this.owner ? this.units.findIndex((unit) => unit.connection === this.owner) : 0;
    if (next < 0 || next >= this.units.length) return false;
    const [unit] = this.units.splice(next, 1);
    if (unit.connection.closed && this.owner !== unit.connection) return true;
    await this.switchTo(unit.connection);
    this.deliver(unit, await this.execute(unit.bytes));
    if (unit.connection.closed) await this.tidy(unit.connection);
    return true;
  }

  private async switchTo(connection: Connection): Promise<void> {
    if (this.owner === connection) return;
    const wanted = [...connection.startup, ...connection.state.settings];
    const key = wanted.join(';');
    if (key === this.sessionKey) return;
    if (this.sessionKey) await this.execute(simpleQuery('RESET ALL'));
    for (const sql of wanted) await this.execute(simpleQuery(sql));
    this.sessionKey = key;
  }

  private deliver(unit: Unit, answer: Buffer): void {
    const { connection } = unit;
    const kept: Buffer[] = [];
    let dropCopyIn = unit.dropCopyIn;
    let status: string | null = null;
    for (const found of eachMessage(answer)) {
      if (found[0] === type.notification) {
        const channel = found.toString('utf8', 9, found.indexOf(0, 9));
        for (const listener of this.connections)
          if (listener.state.channels.has(channel)) listener.send(found);
        continue;
      }
      if (found[0] === type.copyIn && dropCopyIn) {
        dropCopyIn = false; // the client was told already, when it sent the statement
        continue;
      }
      if (found[0] === type.ready) status = String.fromCharCode(found[5]);
      kept.push(found);
    }
    if (kept.length) connection.send(Buffer.concat(kept));
    // Without ReadyForQuery (after a Flush) the unit is still open: the connection keeps the session.
    this.owner = status === 'I' ? null : connection;
    connection.answeredAt = Date.now();
    if (!this.owner) this.sessionKey = [...connection.startup, ...connection.state.settings].join(';');
  }

  /** Rolls back what a closed connection left open, and closes its statements and portals. */
  private async tidy(connection: Connection): Promise<void> {
    if (this.owner === connection) {
      await this.execute(Buffer.concat([sync, simpleQuery('ROLLBACK')]));
      this.owner = null;
    }
    const names = [...connection.names];
    connection.names.clear();
    if (!names.length) return;
    const closes = names.map(([key, name]) =>
      message('C', Buffer.from(key[0] === 's' ? 'S' : 'P'), cString(name)),
    );
    await this.execute(Buffer.concat([...closes, sync]));
  }

  private endIdleTransaction(): void {
    const idle = this.owner;
    if (!idle || this.running || idle.isCopying) return;
    if (this.units.some((unit) => unit.connection === idle)) return;
    if (Date.now() - idle.answeredAt <= (this.options.idleInTransactionMs ?? 60_000)) return;
    idle.fatal('25P03', 'terminating connection due to idle-in-transaction timeout');
    idle.close();
  }
}
