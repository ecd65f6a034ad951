import type { Handlers } from '../../../shared/contract/requests';
import { writeDnsQuestions } from '../session/dns-evidence';
import type { EngineState } from './engine-state';

export function dnsHandlers(state: EngineState): Pick<Handlers, 'dns:questions'> {
  return {
    'dns:questions': async ({ place }) => {
      const { file, questions, missing } = await writeDnsQuestions(state.session, state.placeOf(place));
      return { file, questions: questions.length, missing };
    },
  };
}
