import { FailureError } from '../../../shared/contract/failure';
import type { Verb } from '../verb';

export const validate: Verb = {
  name: 'validate',
  usage: 'MANIFEST.tsv',
  summary: 'runs the rules over labelled messages (to come)',
  options: {},
  run: async () => {
    throw new FailureError(
      'not-yet-built',
      '"validate" is not built yet. Nothing was done. A later version brings it.',
    );
  },
};
