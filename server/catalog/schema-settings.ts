import { z } from 'zod';

/**
 * One place of the own network that images may be fetched from: a host name, or a name with everything below it
 * (`.pim.example`). Addresses are names too. A port other than 80 and 443 must be told.
 */
export const allowedHostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(
    /^(\.?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*|\[[0-9a-f:.]+\])(:\d{1,5})?$/,
    'a host name, as in pim.example, .pim.example or pim.example:8080',
  )
  .refine((host) => host.replace(/^\./, '').length > 0, 'a host name');

export const fetchSettingSchema = z.object({ hosts: z.array(allowedHostSchema).max(200) });
export type FetchSetting = z.infer<typeof fetchSettingSchema>;
