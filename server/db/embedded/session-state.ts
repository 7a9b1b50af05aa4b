/**
 * What a client's statements change in its session. PGlite is one backend session shared by all connections, so the
 * server keeps each client's settings as SQL and replays them whenever the session changes hands.
 */

export interface SessionState {
  /** SET statements and the like, in order; replayed when this client gets the session. */
  settings: string[];
  /** Channels this client listens on. */
  channels: Set<string>;
}

/** More than this many settings are not kept: the oldest go first. */
const settingsMax = 50;

function listen(part: string, word: 'listen' | 'unlisten', state: SessionState): string {
  const named = /^\s*\w+\s+("(?:[^"]|"")+"|[\w$]+|\*)\s*$/.exec(part)?.[1];
  if (!named) return part;
  const channel = named.startsWith('"') ? named.slice(1, -1).replaceAll('""', '"') : named.toLowerCase();
  if (word === 'listen') {
    state.channels.add(channel);
    return part;
  }
  if (channel === '*') state.channels.clear();
  else state.channels.delete(channel);
  // The one backend session keeps listening for the others.
  return 'UNLISTEN shelfwise_nobody';
}

function noteOne(part: string, state: SessionState): string {
  const word = /^\s*(\w+)/.exec(part)?.[1].toLowerCase();
  if (word === 'listen' || word === 'unlisten') return listen(part, word, state);
  if (word === 'discard') {
    state.settings = [];
    return 'RESET ALL';
  }
  if (word === 'reset' && /^\s*reset\s+all\b/i.test(part)) state.settings = [];
  else if (
    word === 'reset' ||
    (word === 'set' && !/^\s*set\s+(local|transaction|constraints)\b/i.test(part))
  ) {
    state.settings.push(part.trim());
  }
  return part;
}

/** Notes the session-level effects of a statement; returns the SQL to run instead where it must differ. */
export function noteStatement(sql: string, state: SessionState): string | null {
  if (!/^\s*(listen|unlisten|set|reset|discard)\b/i.test(sql)) {
    const lasting = /\bset_config\s*\(/i.test(sql) && !/,\s*true\s*\)/i.test(sql) && !sql.includes('$');
    if (lasting) state.settings.push(sql);
    return null;
  }
  const parts = sql.split(';').filter((part) => part.trim());
  const replaced = parts.map((part) => noteOne(part, state));
  if (state.settings.length > settingsMax) state.settings = state.settings.slice(-settingsMax);
  return replaced.some((part, at) => part !== parts[at]) ? replaced.join(';') : null;
}

/** SET statements for the parameters of a start-up message, `options` included (`-c name=value`). */
export function startupSettings(parameters: Map<string, string>): string[] {
  const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const ignored = new Set([
    'user',
    'database',
    'replication',
    'options',
    'client_encoding',
    'application_name',
  ]);
  const settings: string[] = [];
  for (const [name, value] of parameters) {
    if (ignored.has(name) || name.startsWith('_pq_') || !/^[\w.]+$/.test(name) || value === '') continue;
    settings.push(`SET ${name} TO ${quoted(value)}`);
  }
  for (const found of (parameters.get('options') ?? '').matchAll(
    /(?:-c\s*|--)([\w.]+)=((?:\\.|[^\s\\])*)/g,
  )) {
    settings.push(`SET ${found[1]} TO ${quoted(found[2].replace(/\\(.)/g, '$1'))}`);
  }
  return settings;
}
