import { tagVerb } from '../tag-verb';

export const tagAdd = tagVerb('add');
