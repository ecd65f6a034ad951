/** Words about times that a message holds: on the screen and in reports. */
import type { TimeView } from '../contract/model';

export const ownerWords: Readonly<Record<TimeView['whose'], string>> = {
  author: 'author’s computer',
  service: 'sending service',
  relay: 'server on the way',
  recipient: 'recipient’s side',
  content: 'something put in',
  mailbox: 'mailbox',
};

export const boundWords: Readonly<Record<TimeView['bound'], string>> = {
  equality: 'at',
  lower: 'not before',
  upper: 'not after',
};

/** `223 of 224 within 10 min of the Date`; how well times of this kind agreed on honest mail. */
export function agreementWords({ agreement }: Pick<TimeView, 'agreement'>): string {
  if (agreement === null) {
    return 'not measured';
  }
  const { n, within10Minutes, against } = agreement;
  return `${within10Minutes} of ${n} within 10 min of the ${against === 'hop' ? 'hop' : 'Date'}`;
}
