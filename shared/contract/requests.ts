/**
 * Every request that the window can make: the whole surface between the window and the evidence.
 *
 * The window names cases, messages and tokens, never a path: a path enters only through a dialog or a drop, which the
 * desktop process turns into a token. Both sides derive their types from here; a missing handler does not compile and a
 * payload that does not fit the schema never reaches one.
 */
import type * as z from 'zod/mini';
import type { exportResultSchema, verificationSchema } from './outcomes';
import { caseRequests } from './requests/case';
import { identityRequests } from './requests/identity';
import { judgementRequests } from './requests/judgement';
import { lookupRequests } from './requests/lookups';
import { messageRequests } from './requests/messages';
import { packetRequests } from './requests/packet';

export const requests = {
  ...identityRequests,
  ...caseRequests,
  ...messageRequests,
  ...lookupRequests,
  ...judgementRequests,
  ...packetRequests,
} as const;

export type RequestName = keyof typeof requests;
export type Input<N extends RequestName> = z.infer<(typeof requests)[N]['input']>;
export type Output<N extends RequestName> = z.infer<(typeof requests)[N]['output']>;

/** One handler for each request; a missing or misspelt one does not compile. */
export type Handlers = { readonly [N in RequestName]: (input: Input<N>) => Promise<Output<N>> };

export type AppState = Output<'app:state'>;
export type CaseState = Output<'case:state'>;

export type ExportReceipt = z.infer<typeof exportResultSchema>;
export type VerificationReceipt = z.infer<typeof verificationSchema>;

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}
