/** The program itself and the examiner’s key. */
import * as z from 'zod/mini';
import { caseInfoSchema, recentCaseSchema } from '../case-info';
import { menuKeysSchema } from '../events';
import { examinerSchema, sha256Schema } from '../model';
import { ruleSchema } from '../rule-view';
import { empty, passphrase, shortText, token } from './pieces';

const appState = z.object({
  version: z.string(),
  /** Runtime versions, for the status line and for reports. */
  runtime: z.string(),
  /** The profile's default identity; null before the first one is made. */
  examiner: z.nullable(examinerSchema),
  /** Whether the examiner's key is open for signing. */
  unlocked: z.boolean(),
  recentCases: z.array(recentCaseSchema),
  openCase: z.nullable(caseInfoSchema),
});

export const identityRequests = {
  'app:state': { input: empty, output: appState },
  /** The keys by which commands are called, for the menu to show; empty for none. */
  'app:show-keys': { input: z.object({ keys: menuKeysSchema }), output: empty },
  'app:rules': { input: empty, output: z.object({ rules: z.array(ruleSchema) }) },
  'identity:create': {
    input: z.object({ name: shortText, organisation: shortText, passphrase }),
    /** `rootFile`: where the root that vouches for the key was sealed, to be moved to a safe place. */
    output: z.object({ examiner: examinerSchema, rootFile: z.string() }),
  },
  /** Takes a key over from the PKCS #12 file behind `place`; `issuers`: a file with certificates that it lacks. */
  'identity:import': {
    input: z.object({
      place: token,
      issuers: z.nullable(token),
      filePassphrase: z.string().check(z.maxLength(1_000)),
      passphrase,
    }),
    output: z.object({ examiner: examinerSchema }),
  },
  'identity:unlock': { input: z.object({ passphrase }), output: z.object({ examiner: examinerSchema }) },
  'identity:lock': { input: empty, output: empty },
  /** Whose key the profile holds and who vouches for it; needs no passphrase. */
  'identity:describe': {
    input: empty,
    output: z.object({
      name: z.string(),
      organisation: z.string(),
      fingerprint: sha256Schema,
      createdAt: z.string(),
      file: z.string(),
      /** The key's certificate first, the root last. */
      chain: z.array(z.object({ name: z.string(), issuer: z.string(), notBefore: z.string(), notAfter: z.string() })),
    }),
  },
  /** Changes the passphrase; an open case gets a notice of it, whose entry is given. */
  'identity:passphrase': {
    input: z.object({ before: passphrase, after: passphrase }),
    output: z.object({ entry: z.nullable(z.number()) }),
  },
  /** Writes a certificate request to the file behind `place`. */
  'identity:request': { input: z.object({ place: token, passphrase }), output: z.object({ file: z.string() }) },
  /** Takes over the certificate in the file behind `place`. */
  'identity:install': {
    input: z.object({ place: token, passphrase }),
    output: z.object({ issuer: z.string(), entry: z.nullable(z.number()) }),
  },
} as const;
