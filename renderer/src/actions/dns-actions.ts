import { dnsEvidence } from '../../../shared/wording/window/authentication';
import { request } from '../api/client';
import { choose } from '../api/desktop';
import { notify } from '../state/notices';
import { attempt } from './perform';

/** Asks where the script is to lie, and writes it. */
export function writeDnsQuestions(): Promise<void> {
  return attempt(async () => {
    const [chosen] = await choose('dns-questions');
    if (chosen !== undefined) {
      const { file, questions, missing } = await request('dns:questions', { place: chosen.token });
      notify(dnsEvidence.written(questions, missing, file));
    }
  });
}
