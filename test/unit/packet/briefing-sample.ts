/** A made-up examiner's words for every section, clean by the check of wording. */
import type { Briefing } from '../../../shared/briefing/content';

const by = { by: 'J. Doe', at: '2026-11-22T09:30:00-05:00' };

export const BRIEFING: Briefing = {
  cover: {
    content: { recipient: 'Election Crimes Coordinator, Example Field Office', handling: 'TLP:AMBER' },
    ...by,
    entry: 18,
  },
  summary: {
    content: {
      text: 'On 20 October 2020 registered voters of three counties received emails that claim to come from a political group and threaten the reader with regard to their vote. The headers record a web server abroad as the place of origin. It is very likely that all messages were made by one script on that server.\nWe ask for preservation of the provider’s logs before they are overwritten on 18 January 2021.',
    },
    ...by,
    entry: 19,
  },
  request: {
    content: {
      text: 'Preservation of all records of the host 198.51.100.77 for 19 to 21 October 2020, by letter under 18 U.S.C. 2703(f).\nIdentification of the customer of that host at that time.',
      deadlines: [
        {
          date: '2021-01-18',
          what: 'Provider’s logs are overwritten',
          why: 'The provider keeps connection logs for 90 days',
        },
        { date: '2020-11-03', what: 'Election day', why: 'Voters are to be told before the polls close' },
        { date: '', what: 'Answer of the county’s mail provider', why: 'Its own logs settle the receiving clock' },
      ],
    },
    ...by,
    entry: 20,
  },
  impact: {
    content: {
      text: 'The counties counted complaints of voters who received the message. Several of those who called said that they were afraid to go to the polls.',
      counts: [
        {
          state: 'Florida',
          county: 'Alachua',
          people: 183,
          harm: 'Threat with regard to the vote; name and street printed in the message',
        },
        { state: 'Florida', county: 'Collier', people: 24, harm: 'Threat with regard to the vote' },
        { state: 'Alaska', county: '', people: 1_204, harm: 'Threat with regard to the vote' },
      ],
      counted: 'complaints received by the supervisors of elections until 22 October 2020',
    },
    ...by,
    entry: 21,
  },
  assessment: {
    content: {
      claimed: 'Each message claims to be from “Proud Boys” at officialproudboys.example.',
      supported:
        'The receiving side recorded one host, 198.51.100.77, as the place from which each message was handed over. Nothing in the headers connects that host with the claimed sender: the domain’s own mail hosts are not in the route, and no signature of the domain is present.',
      judgements: [
        {
          statement: 'the messages of exhibits A and B were made by one script on the host 198.51.100.77.',
          likelihood: 'very likely',
          confidence: 'high',
          because:
            'The same script left the same field, the same form of boundary and the same wrong zone in each message, and two receiving sides recorded the same host.',
          basis: 'Exhibits A and B, observations 1 to 4',
          change: 'A message of the same template from another host; logs that show the host relayed for others.',
        },
        {
          statement: 'the claimed sender had no part in sending them.',
          likelihood: 'likely',
          confidence: 'low',
          because: 'Headers do not tell who ordered a message to be sent.',
          basis: 'Exhibit A, route and authentication',
          change: 'Records of the customer of that host.',
        },
      ],
      hypotheses: [
        'The claimed sender sent the messages by its own means',
        'Somebody else sent them by a script on a rented or broken-into web server',
        'The headers below the trust boundary were invented to point at the server',
      ],
      evidence: [
        {
          text: 'Field of a PHP script on a web server',
          exhibits: 'A, B',
          marks: ['neutral', 'consistent', 'neutral'],
        },
        {
          text: 'The domain’s own mail hosts are absent from the route',
          exhibits: 'A, B',
          marks: ['inconsistent', 'consistent', 'consistent'],
        },
        {
          text: 'The receiving side recorded the server’s address itself',
          exhibits: 'A',
          marks: ['neutral', 'consistent', 'inconsistent'],
        },
        {
          text: 'The Date lies four hours ahead of the route',
          exhibits: 'A, B',
          marks: ['neutral', 'consistent', 'inconsistent'],
        },
      ],
    },
    ...by,
    entry: 22,
  },
  limitations: {
    content: {
      text: 'Two of the three counties sent forwarded copies; their headers are those of the forwarding program and were not used.',
    },
    ...by,
    entry: 23,
  },
  qualifications: {
    content: {
      text: 'Digital forensic examiner since 2011; certified computer examiner (2013). Testified as an expert on email headers in four state trials.',
    },
    ...by,
    entry: 24,
  },
};
