import { type AskedQuestion, questionsOf } from '../../../shared/authentication/questions';
import { type DnsAnswer, DnsAnswers } from '../../../shared/dns/records';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readRoute } from '../../../shared/email/route';
import { headerOnly } from './analyse-message';
import type { MessagePlace } from './analysed-message';
import { LIMITS } from './limits';
import { eachPlace } from './read-place';

export interface QuestionsRequest {
  readonly places: readonly MessagePlace[];
  readonly held: readonly DnsAnswer[];
}

/** For each message, what is to be asked of the DNS; from its header alone. */
export function questionsOfPlaces({ places, held }: QuestionsRequest): readonly (readonly AskedQuestion[])[] {
  const answers = new DnsAnswers(held);
  const questions: (readonly AskedQuestion[])[] = [];
  eachPlace(places, LIMITS.headerBytes, (bytes) => {
    const header = headerOnly(bytes);
    const anatomy = readAnatomy(header);
    questions.push(questionsOf({ bytes: header, anatomy, route: readRoute(anatomy) }, answers));
  });
  return questions;
}
