import { FailureError, type Reply } from '../../shared/contract/failure';
import { type Handlers, isRequestName, requests } from '../../shared/contract/requests';

/** Takes a note of an error that has no sentence for a person. Never shown; holds no message content. */
export type LogError = (incident: string, error: unknown) => void;

/**
 * Answers one request of the window. Never throws: the window is untrusted and errors do not survive the way to it.
 *
 * An unknown name or a payload that does not fit its schema is answered `bad-request` and reaches no handler.
 */
export async function dispatch(
  handlers: Handlers,
  name: string,
  input: unknown,
  newIncident: () => string,
  logError: LogError,
): Promise<Reply<unknown>> {
  if (!isRequestName(name)) {
    return badRequest('There is no such request. Nothing was done.');
  }
  const parsed = requests[name].input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return badRequest(`The request ${name} does not fit (${issue?.path.join('.') ?? 'input'}). Nothing was done.`);
  }
  try {
    // The schema that produced `parsed.data` is the one that the handler's type is inferred from.
    const handle = handlers[name] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handle(parsed.data) };
  } catch (error) {
    return { ok: false, failure: failureOf(error, newIncident, logError) };
  }
}

/** Turns any thrown thing into a failure with a sentence for a person. */
export function failureOf(error: unknown, newIncident: () => string, logError: LogError) {
  if (error instanceof FailureError) {
    return error.failure;
  }
  const incident = newIncident();
  logError(incident, error);
  return {
    code: 'internal' as const,
    sentence: `Something failed that should not have (incident ${incident}). The evidence and the journal are unharmed. Try again; if it happens again, report the incident number.`,
  };
}

function badRequest(sentence: string): Reply<unknown> {
  return { ok: false, failure: { code: 'bad-request', sentence } };
}
