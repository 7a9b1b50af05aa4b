import { z } from 'zod';

/** The form of the sign-in page. Name and address are asked of new people only. */
export const signInSchema = z.object({
  token: z.string().min(20).max(100),
  name: z.string().trim().min(1).max(80).optional(),
  email: z.email().max(200).optional(),
});
export type SignIn = z.infer<typeof signInSchema>;

/** The signed-in person, as screens know them. */
export interface SignedIn {
  id: string;
  name: string;
  role: 'moderator' | 'lead' | 'ml' | 'admin';
}
