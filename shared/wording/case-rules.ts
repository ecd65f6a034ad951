/** Who may do what in a case: sentences for refusals, checks and answers. */

/** What follows a refusal: nothing happened, and what to do. */
const ASK = 'Nothing was changed. `role list` shows who may do what in this case.';

export const ruleWords = {
  readOnly: `This key can only read in this case. ${ASK}`,
  notForReviewers: `This key has the role of a reviewer, which can only approve, annotate and verify. ${ASK}`,
  noSecondPerson:
    'A rule for two people needs a second person: so far no other key has the role of an examiner or a reviewer. Nothing was changed. Give a colleague a role first.',
  needsApproval:
    'In this case two people have to agree on this, and no proposal of exactly this has been approved. Nothing was done. Propose it, and let somebody else approve it; any change of the case after that needs a new proposal.',
  noSuchProposal:
    'There is no open proposal of that number: it was never made, was carried out, or the case was changed since. Nothing was recorded. `role list` shows what is open.',
  ownProposal:
    'Whoever proposed something cannot also approve it. Nothing was recorded. Let a colleague decide with their own key.',

  howToApprove: (entry: number) =>
    `Somebody else decides with their own key: chainmail release approve DIR --entry ${entry} --identity THEIRS`,
  broken: (seq: number, why: string) => `entry ${seq} was not allowed when it was made: ${firstSentence(why)}`,
  kept: (people: number, twoPersons: readonly string[]) =>
    `${people === 1 ? '1 key has' : `${people} keys have`} a role, and every entry keeps to it${
      twoPersons.length === 0 ? '' : `; two people have to agree on: ${twoPersons.map(guardName).join(', ')}`
    }`,
  released: (proposal: number, decision: number) =>
    `two people have to agree on packets: this one was proposed by entry ${proposal} and approved by another key in entry ${decision}`,
  notReleased:
    'two people have to agree on packets in this case, and the journal in this packet holds no approved proposal of exactly these exhibits',
};

export function guardName(guard: string): string {
  return guard === 'redaction' ? 'packets with redactions' : 'packets';
}

function firstSentence(text: string): string {
  const end = text.indexOf('. ');
  return end === -1 ? text : text.slice(0, end + 1);
}
