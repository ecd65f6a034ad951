/**
 * The engine behind the window: entry of the utility process. Passes messages between the desktop process and the
 * handlers; computes nothing.
 */
import { env } from 'node:process';
import type { EventData, EventName } from '../../shared/contract/events';
import { FailureError, type Reply } from '../../shared/contract/failure';
import { dispatch, failureOf } from './dispatch';
import { systemEnvironment } from './environment';
import { EngineState } from './handlers/engine-state';
import { createHandlers } from './handlers/handlers';
import type { FromEngine, ToEngine } from './host-protocol';
import { logIncident } from './log-incident';
import { readMailPage } from './session/read-message';

/** Electron's port to the desktop process; typed here so that the engine needs nothing of Electron. */
interface ParentPort {
  readonly on: (event: 'message', listener: (message: { readonly data: ToEngine }) => void) => void;
  readonly postMessage: (message: FromEngine) => void;
}

function parentPort(): ParentPort {
  // Set by Electron in a utility process and nowhere else.
  const { parentPort: port } = process as unknown as { readonly parentPort?: ParentPort };
  if (port === undefined) {
    throw new Error('the engine host runs in a utility process of the desktop program only');
  }
  return port;
}

function required(name: string): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set`);
  }
  return value;
}

const port = parentPort();
const home = required('CHAINMAIL_HOME');
const state = new EngineState({
  env: systemEnvironment,
  places: {
    workerFile: new URL('./message-worker.js', import.meta.url),
    resourcesDir: required('CHAINMAIL_RESOURCES'),
  },
  home,
  emit: <N extends EventName>(name: N, data: EventData<N>) => port.postMessage({ kind: 'event', name, data }),
});
const handlers = createHandlers(state);
const newIncident = () => systemEnvironment.randomHex(4);
const logError = (incident: string, error: unknown) => logIncident(home, systemEnvironment, incident, error);

async function answer(message: ToEngine): Promise<Reply<unknown>> {
  try {
    switch (message.kind) {
      case 'request':
        return await dispatch(handlers, message.name, message.input, newIncident, logError);
      case 'register-places':
        for (const { token, path } of message.places) {
          state.registerPlace(token, path);
        }
        return { ok: true, value: {} };
      case 'mail-page':
        return { ok: true, value: { html: await readMailPage(state.session, message.ref) } };
      case 'result-place':
        return { ok: true, value: { path: resultPlace(message.jobId) } };
      case 'close':
        await state.closeSession();
        return { ok: true, value: {} };
    }
  } catch (error) {
    return { ok: false, failure: failureOf(error, newIncident, logError) };
  }
}

function resultPlace(jobId: string): string {
  const path = state.jobs.resultOf(jobId);
  if (path === undefined) {
    throw new FailureError('not-found', 'That result is not known any more. Nothing was changed.');
  }
  return path;
}

port.on('message', ({ data }) => {
  void answer(data).then((reply) => port.postMessage({ kind: 'reply', number: data.number, reply }));
});
port.postMessage({ kind: 'ready' });
