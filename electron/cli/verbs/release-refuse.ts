import { decisionVerb } from '../release-words';

export const releaseRefuse = decisionVerb('refuse');
