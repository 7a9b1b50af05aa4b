import { expect, it } from 'vitest';
import { exportFormatSchema, exportWhatSchema } from '#server/labels/schema.ts';
import { command } from './export.ts';

it('tells of everything that can be taken out, and in which formats', () => {
  for (const name of [...exportWhatSchema.options, ...exportFormatSchema.options])
    expect(command.help).toContain(name);
});
