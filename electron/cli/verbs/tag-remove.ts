import { tagVerb } from '../tag-verb';

export const tagRemove = tagVerb('remove');
