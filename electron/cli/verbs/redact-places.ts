import { encodingWords, redactionReport as words } from '../../../shared/wording/redaction';
import { type RedactionPlaces, redactionPlaces } from '../../engine/session/redaction-places';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, requiredPositional } from '../words';

export const redactPlacesVerb: Verb = {
  usage: 'DIR REF',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const found = await withCase(call, dir, 'read', (session) => redactionPlaces(session, ref));
    return { json: { ...found }, text: lines(found) };
  },
};

function lines({ places, leftOut }: RedactionPlaces): readonly string[] {
  return [
    ...(places.length === 0 ? ['Nobody on the list is named in this message.'] : []),
    ...places.map(
      ({ place, token, form, encodings, count }) =>
        `${token}  ${String(count).padStart(4)}  ${place}: ${words.forms[form]}, ${encodingWords(encodings)}`,
    ),
    ...leftOut.map(({ place, kind, bytes }) => `${place}: ${words.omission(kind, bytes)}`),
  ];
}
