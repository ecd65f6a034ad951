/** Who has which role in a case, what two people agree on, and what is proposed. */
import * as z from 'zod/mini';
import { GUARDS, PROPOSABLE, ROLES } from '../packet-format/case-rules';
import { sha256Schema } from './model';

export const roleSchema = z.enum(ROLES);
export const guardSchema = z.enum(GUARDS);

export const casePeopleSchema = z.object({
  people: z.array(
    z.object({
      /** Fingerprint. */
      key: sha256Schema,
      /** Null where the key has not acted in the case yet. */
      name: z.nullable(z.string()),
      organisation: z.nullable(z.string()),
      role: roleSchema,
    }),
  ),
  /** Nobody was given a role: whoever has a key may act. */
  everybodyIsExaminer: z.boolean(),
  twoPersons: z.array(guardSchema),
  proposals: z.array(
    z.object({
      entry: z.number(),
      /** Key of whoever made it. */
      by: z.string(),
      act: z.enum(PROPOSABLE),
      /** What exactly, as canonical JSON. */
      about: z.string(),
      decisions: z.array(z.object({ entry: z.number(), by: z.string(), approved: z.boolean() })),
      /** Entry that carried it out, or changed the case since; null while it stands. */
      closedBy: z.nullable(z.number()),
    }),
  ),
});

export type CasePeople = z.infer<typeof casePeopleSchema>;
