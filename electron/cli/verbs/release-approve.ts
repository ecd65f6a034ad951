import { decisionVerb } from '../release-words';

export const releaseApprove = decisionVerb('approve');
