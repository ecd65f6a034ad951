import { looksLikeAnswers, readAnswers } from '../../../../shared/dns/read-answers';
import type { Reader } from './reader';

/** DNS answers that were asked for elsewhere: evidence without messages. What they say is read when it is needed. */
export const dnsAnswersReader: Reader = {
  id: 'dns-answers',
  version: 1,
  recognise: (head, name) =>
    looksLikeAnswers(Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1'), name)
      ? { by: 'content' }
      : undefined,
  split: async (source, { name }) => {
    const text = Buffer.from(await source.read(0, Math.min(source.length, MAX_BYTES))).toString('utf8');
    const { answers, strange } = readAnswers(text, name);
    return {
      format: 'dns-answers',
      variant: '',
      remarks: strange === 0 ? [] : [`${strange} lines are neither DNS answers nor comments.`],
      ...(answers.length === 0 ? {} : { isNoMail: true as const }),
    };
  },
};

const MAX_BYTES = 16 << 20;
