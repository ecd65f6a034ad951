/** Why an entry does not undo what it says: in the journal's own rules, which a packet's page checks too. */
export const undoRuleWords = {
  namesNothing: 'An entry that undoes has to name an earlier act that can be undone. Nothing was changed.',
  namesAnother:
    'An entry that undoes describes the act that it undoes otherwise than the journal does. Nothing was changed.',
  ofAnother: (first: number): string =>
    `Entry ${first} was made with another key. Nothing was changed. Record what is to apply instead, with this key.`,
};
