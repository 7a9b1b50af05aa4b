/**
 * A person's browser without a browser: signs in by a one-time link and talks to the web routes of a running desk, for
 * the kill test and the benchmark of scale. Throws DeskError for every answer that is not 2xx.
 */
import { openAsBlob } from 'node:fs';
import path from 'node:path';
import type { ImportMapping, ImportRequest, ImportView } from '#server/catalog/schema.ts';
import type { StageOverview } from '#server/jobs/schema.ts';
import type { RunView } from '#server/training/schema.ts';

export class DeskError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface FeedToImport {
  file: string;
  mapping: ImportMapping;
  images?: string;
  target: Pick<ImportRequest, 'catalogId' | 'catalogName'> & { taxonomyFile?: string };
}

const timeoutMs = 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class DeskClient {
  private readonly url: string;
  private readonly cookie: string;

  constructor(url: string, cookie: string) {
    this.url = url;
    this.cookie = cookie;
  }

  /** Uses a one-time link up; `name` is needed where the link makes an account. */
  static async signIn(link: string, name: string): Promise<DeskClient> {
    const { origin, searchParams } = new URL(link);
    const response = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: searchParams.get('token'), name }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (!response.ok || !cookie) throw new DeskError(response.status, await response.text());
    return new DeskClient(origin, cookie);
  }

  /** The same session at another address: the desk was started again. */
  at(url: string): DeskClient {
    return new DeskClient(url, this.cookie);
  }

  /** A path of this desk as an address. */
  addressOf(where: string): string {
    return this.url + where;
  }

  async fetch(where: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookie);
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(this.addressOf(where), { signal, redirect: 'manual', ...init, headers });
    if (!response.ok)
      throw new DeskError(response.status, `${where}: ${response.status} ${await response.text()}`);
    return response;
  }

  async get<T>(where: string): Promise<T> {
    return (await (await this.fetch(where)).json()) as T;
  }

  async post<T>(where: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const response = await this.fetch(where, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as T;
  }

  async upload(file: string): Promise<string> {
    const name = encodeURIComponent(path.basename(file));
    const sent = await this.fetch(`/api/upload?name=${name}`, {
      method: 'POST',
      body: await openAsBlob(file),
      headers: { 'content-type': 'application/octet-stream' },
    });
    return ((await sent.json()) as { uploadId: string }).uploadId;
  }

  /** Uploads a feed and starts its import; does not wait for it. */
  async startImport({
    file,
    mapping,
    images,
    target: { taxonomyFile, ...target },
  }: FeedToImport): Promise<{ importRunId: string; catalogId: string }> {
    const request: ImportRequest = {
      uploadId: await this.upload(file),
      fileName: path.basename(file),
      imagesUploadId: images ? await this.upload(images) : undefined,
      mapping,
      mode: 'full',
      taxonomy: taxonomyFile
        ? { from: 'upload', uploadId: await this.upload(taxonomyFile) }
        : { from: 'keep' },
      ...target,
    };
    return this.post('/api/imports', request);
  }

  /** Waits until an import has ended. Throws where it failed. */
  async waitForImport(catalogId: string, importRunId: string): Promise<ImportView> {
    for (;;) {
      const { imports } = await this.get<{ imports: ImportView[] }>(`/api/imports?catalog=${catalogId}`);
      const run = imports.find((one) => one.id === importRunId);
      if (run?.state === 'done') return run;
      if (run?.state === 'failed' || run?.state === 'cancelled')
        throw new Error(`${run.fileName}: ${run.failure ?? run.state}`);
      await pause(200);
    }
  }

  async stages(catalogId: string): Promise<StageOverview[]> {
    return (await this.get<{ stages: StageOverview[] }>(`/api/pipeline?catalog=${catalogId}`)).stages;
  }

  async runs(catalogId: string): Promise<RunView[]> {
    return (await this.get<{ runs: RunView[] }>(`/api/training?catalog=${catalogId}`)).runs;
  }

  /** Trains a candidate to its end. Throws where the run failed. */
  async train(catalogId: string, onStage: (stage: string) => void = () => undefined): Promise<RunView> {
    const { runId } = await this.post<{ runId: string }>('/api/training', { catalogId });
    for (let before = ''; ; ) {
      const run = (await this.runs(catalogId)).find((one) => one.id === runId);
      if (run?.state === 'done') return run;
      if (run?.state === 'failed' || run?.state === 'cancelled') throw new Error(run.failure ?? run.state);
      if (run && run.stage !== before) onStage(run.stage);
      before = run?.stage ?? before;
      await pause(500);
    }
  }
}
