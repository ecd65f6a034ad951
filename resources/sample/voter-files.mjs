/**
 * Two voter files to compare the sample's messages with: an older and a newer state of one list. The newer one has
 * everybody that was written to, in the messages' spelling; in the older one some lived elsewhere or were not yet there.
 */
import { VOTERS } from './texts.mjs';

/** People of the lists whom nobody wrote to. */
const OTHERS = ['Arden', 'Blair', 'Corin', 'Devon', 'Emery', 'Flynn', 'Greer', 'Hollis', 'Indigo', 'Jules'].flatMap(
  (given, index) =>
    ['Doe', 'Roe', 'Poe'].map((surname, other) => [
      given,
      surname,
      index % 2 === 0 ? 'Cedar Example' : 'Exampleton',
      `${100 + index * 17 + other} Listing Street`,
      index % 2 === 0 ? 'Florida' : 'Pennsylvania',
      `${index % 2 === 0 ? 'FL-20' : 'PA-99'}${10_000 + index * 131 + other * 7}`,
    ]),
);

const PARTIES = ['DEM', 'REP', 'NPA'];
/** Of the people written to: who moved since the older state, and who was registered after it. */
const MOVED_EVERY = 4;
const NEW_EVERY = 7;

const row = (cells) => cells.map((cell) => `"${cell}"`).join(',');

const HEAD = ['voter_id', 'last_name', 'first_name', 'residence_address', 'city', 'state', 'party'];

function cells([given, surname, town, street, state, number], index) {
  return [number, surname, given, street, town, state, PARTIES[index % PARTIES.length]];
}

export function newerList() {
  return [HEAD, ...[...VOTERS, ...OTHERS].map(cells)].map(row);
}

export function olderList() {
  const capitals = (text) => text.toUpperCase();
  const rows = VOTERS.map((person, index) => ({ person, index }))
    .filter(({ index }) => index % NEW_EVERY !== 0)
    .map(({ person, index }) => {
      const [given, surname, town, street, state, number] = person;
      const then = index % MOVED_EVERY === 0 ? `${3 + index} Former Street` : street;
      return cells([given, surname, town, then, state, number], index).map(capitals);
    });
  const others = OTHERS.map((person, index) => cells(person, index).map(capitals));
  return [row(HEAD.map(capitals)), ...[...rows, ...others].map(row)];
}
