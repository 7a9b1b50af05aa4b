import { z } from 'zod';

export const roleSchema = z.enum(['moderator', 'lead', 'ml', 'admin']);

/** The form of the sign-in page. The name is asked of new people only; an address never: it comes from the link alone. */
export const signInSchema = z.object({
  token: z.string().min(20).max(100),
  name: z.string().trim().min(1).max(80).optional(),
});
export type SignIn = z.infer<typeof signInSchema>;

/** The signed-in person, as screens know them. */
export interface SignedIn {
  id: string;
  name: string;
  role: 'moderator' | 'lead' | 'ml' | 'admin';
}

const catalogIdsSchema = z.array(z.uuid()).max(500);

export const invitationSchema = z.object({
  email: z
    .email()
    .max(200)
    .transform((email) => email.toLowerCase()),
  role: roleSchema,
  catalogIds: catalogIdsSchema.default([]),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** What an admin may change of a person; what is left out stays. */
export const personChangeSchema = z.object({
  role: roleSchema.optional(),
  active: z.boolean().optional(),
  catalogIds: catalogIdsSchema.optional(),
});
export type PersonChange = z.infer<typeof personChangeSchema>;

/** A way in, told once: the database keeps its hash alone. */
export interface OneTimeLink {
  /** Path and query; the page puts the address in front that it was itself opened at. */
  path: string;
  expiresAt: string;
}

export interface PersonView {
  id: string;
  name: string;
  email: string;
  role: SignedIn['role'];
  active: boolean;
  catalogIds: string[];
  createdAt: string;
  /** Null: not signed in anywhere. */
  seenAt: string | null;
}

export interface InvitationView {
  id: string;
  email: string;
  role: SignedIn['role'];
  catalogIds: string[];
  expiresAt: string;
}

export interface SessionView {
  id: string;
  /** Browser and system, in words. */
  device: string;
  address: string | null;
  createdAt: string;
  seenAt: string;
  /** The one this page is read with. */
  isThis: boolean;
}

export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

/** How large the desk's text is, beside whatever the browser enlarges. */
export const textSizeSchema = z.enum(['normal', 'large', 'larger']);
export type TextSize = z.infer<typeof textSizeSchema>;

/** The languages of the interface; the first is what a reader of none of them gets. */
export const localeSchema = z.enum(['en', 'fr', 'de', 'es', 'it']);
export type Locale = z.infer<typeof localeSchema>;
