/** Starts the engine in a utility process: Node without a window, apart from the desktop process. */
import { utilityProcess } from 'electron';
import { engineEnvironment } from './engine-environment';
import type { EngineChild } from './engine-run';
import type { ProgramLayout } from './layout';
import type { Profile } from './profile';

export function forkEngine(program: ProgramLayout, profile: Profile): EngineChild {
  const child = utilityProcess.fork(program.engine, [], {
    serviceName: 'Chainmail engine',
    env: engineEnvironment(process.env, profile.folder, program.resources),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
