import { z } from 'zod';

const plain = <Code extends string>(code: Code) => z.object({ code: z.literal(code), values: z.object({}) });
const valued = <Code extends string>(code: Code) =>
  z.object({
    code: z.literal(code),
    /** `instructive`: the model would learn much from the answer. `valued`: somebody has said that its category counts. */
    values: z.object({
      sellsWell: z.boolean(),
      instructive: z.boolean(),
      valued: z.literal(true).optional(),
    }),
  });

/** Why a person is asked about a product, as a code with values. Names of categories are paths from the root. */
export const askedReasonSchema = z.discriminatedUnion('code', [
  valued('missing'),
  valued('doubted'),
  valued('unsure'),
  /** Text and picture, each sure for itself, name different categories. */
  valued('text-picture'),
  plain('audit'),
  plain('golden'),
  plain('merged'),
  plain('exception'),
  plain('two-people'),
  plain('rejected'),
  z.object({ code: z.literal('again'), values: z.object({ note: z.string() }) }),
  z.object({ code: z.literal('taxonomy'), values: z.object({ path: z.string() }) }),
  /** `share`: how close the model's first two answers are, 0–1. */
  z.object({ code: z.literal('teaches'), values: z.object({ share: z.number() }) }),
  z.object({ code: z.literal('two-models'), values: z.object({ one: z.string(), other: z.string() }) }),
  /** A proposed group of listings whose pairs are all alike, or of which some are linked by others alone. */
  z.object({ code: z.literal('alike'), values: z.object({ count: z.number() }) }),
  z.object({ code: z.literal('partly-alike'), values: z.object({ count: z.number() }) }),
  /** `share`: how unsure the matcher is of the least certain pair, 0–1. */
  z.object({ code: z.literal('teaches-matcher'), values: z.object({ share: z.number() }) }),
  /** A sentence without a code: written by an older version. */
  z.object({ code: z.literal('said'), values: z.object({ text: z.string() }) }),
]);
export type AskedReason = z.infer<typeof askedReasonSchema>;
