import { z } from 'zod';

/** Fields of a merged record that people can set a rule for; attributes are one. */
export const survivorshipFields = ['title', 'brand', 'gtin', 'mpn', 'description', 'attributes'] as const;
export type SurvivorshipField = (typeof survivorshipFields)[number];

/**
 * Which listing's value a merged record takes. `majority`: the one that most listings have; `longest`: the one that says
 * most; `best-member`: that of the most complete listing; `trusted-seller`: that of the first seller in the list who has one.
 */
export const survivorshipRuleSchema = z.enum(['majority', 'longest', 'best-member', 'trusted-seller']);
export type SurvivorshipRule = z.infer<typeof survivorshipRuleSchema>;

export const survivorshipSchema = z.object({
  rules: z.partialRecord(z.enum(survivorshipFields), survivorshipRuleSchema).default({}),
  /** Names of sellers, most trusted first. */
  trustedSellers: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
});
export type Survivorship = z.infer<typeof survivorshipSchema>;

export const setSurvivorshipSchema = survivorshipSchema.extend({ catalogId: z.uuid() });
export type SetSurvivorship = z.input<typeof setSurvivorshipSchema>;
