import { expect, type Page } from '@playwright/test';

/** Rows of a CSV file by column name (RFC 4180). */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const body = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < body.length; at++) {
    const char = body[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (body[at + 1] === '"') cell += body[++at];
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',' || char === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      if (char === '\n') rows.push([]);
    } else cell += char;
  }
  if (cell !== '') rows.at(-1)?.push(cell);
  const [head = [], ...rest] = rows.filter((row) => row.length > 0);
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

interface Counts {
  done: number;
  waiting: number;
  running: number;
  failed: number;
  notApplicable: number;
  total: number;
}

/** The counts of one stage on the open pipeline page. */
async function readStage(page: Page, stage: string): Promise<Counts> {
  const cells = await page.locator(`tr[data-stage="${stage}"] td`).allInnerTexts();
  const [done, waiting, running, failed, notApplicable, total] = cells
    .slice(1, 7)
    .map((text) => Number(text.replaceAll(',', '')));
  return { done, waiting, running, failed, notApplicable, total };
}

/** Waits on the pipeline page until a stage has done this many units and nothing of it is left. */
export async function waitForStage(page: Page, stage: string, wanted: { done: number }): Promise<void> {
  await expect
    .poll(async () => readStage(page, stage), { timeout: 90_000, message: `stage ${stage}` })
    .toMatchObject({ ...wanted, waiting: 0, running: 0, failed: 0 });
}
