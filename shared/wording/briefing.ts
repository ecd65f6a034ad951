/** Words around what the examiner writes: the report's sections of request, impact, assessment, limitations, qualifications. */
import type { BriefingSection, Mark } from '../briefing/content';
import type { Confidence, Likelihood } from '../briefing/scales';
import type { TemplateName } from '../briefing/templates';
import { counted, grouped } from './packet-numbers';
import { recordedAs } from './recorded';

export const sectionNames: Readonly<Record<BriefingSection, string>> = {
  cover: 'Cover',
  summary: 'Bottom line',
  request: 'Request and deadlines',
  impact: 'Victims and impact',
  assessment: 'Assessment',
  limitations: 'Limitations',
  qualifications: 'Qualifications',
};

export const templateNames: Readonly<Record<TemplateName, string>> = {
  general: 'General',
  federal: 'Federal agency',
  state: 'State agency',
  attorney: 'Attorney',
};

export const draftNote = 'draft, not recorded';

export const request = {
  title: 'Request and deadlines',
  deadlinesTitle: 'Deadlines',
  noDate: 'no date',
  columns: { date: 'Date', what: 'What is due', why: 'Why' },
} as const;

export const impact = {
  title: 'Victims and impact',
  introduction:
    'Counts by place, as the examiner gave them. Names and addresses of those who were reached are in the evidence only.',
  columns: { state: 'State', county: 'County', people: 'People', harm: 'What they met with' },
  total: (people: number, places: number) =>
    `${counted(people, 'person', 'people')} in ${counted(places, 'place', 'places')}`,
  totalLabel: 'Total',
  counted: 'How these were counted: ',
  fromList: (rows: number, sha256: string) =>
    `rows of a list, ${grouped(rows)} in all; the list itself is not in this packet (SHA-256 ${sha256})`,
} as const;

export const timeline = {
  title: 'Timeline',
  introduction:
    'All times in UTC. The Date is what a message states of itself. Relays below the trust boundary are claimed as well; those above it were written by the receiving side.',
  none: 'No exhibit holds a time that could be read.',
  more: (count: number) =>
    `${counted(count, 'further row is', 'further rows are')} not printed here; each exhibit\u2019s own section has its times.`,
  figureMore: (count: number) =>
    `The figure shows the first exhibits; ${counted(count, 'more stands', 'more stand')} in the table only.`,
  columns: { time: 'Time (UTC)', exhibit: 'Exhibit', what: 'What', written: 'As written' },
  kinds: {
    stated: 'Date of the message, stated',
    claimed: (host: string) => `${host}, claimed`,
    recorded: (host: string) => `${host}, recorded`,
    unnamed: 'a relay without a name',
  },
  legend: { stated: 'Date stated', claimed: 'relay, claimed', recorded: 'receiving side, recorded' },
  alternative: (exhibits: number, from: string, to: string) =>
    `Times of ${counted(exhibits, 'exhibit', 'exhibits')} on one axis from ${from} to ${to}; the table below has every value.`,
} as const;

export const indicators = {
  title: 'Infrastructure and indicators',
  introduction:
    'What can be looked for in other mail, in logs and at providers. Values are written so that nothing can be opened by accident: [.] stands for a dot, hxxp for http. Recipients are left out.',
  caution:
    'These values are what the messages state or what relays recorded at that time. Addresses of shared hosting, of mail services and of VPN services are used by many, so a match elsewhere is not by itself a sign of the same sender.',
  cautionTitle: 'How to use this list',
  hostsTitle: 'Hosts that handed the messages over',
  hostColumns: { ip: 'Address', name: 'Name it gave', network: 'Registered to', exhibits: 'Exhibits', part: 'Part' },
  recorded: 'recorded',
  claimed: 'claimed',
  unknown: 'not in the table',
  tableDate: (date: string) => `Networks and countries are those of a table of ${date}, not of the day of the message.`,
  listTitle: 'Indicators',
  columns: { kind: 'Kind', value: 'Value', where: 'Where', seen: 'First and last seen (UTC)', exhibits: 'Exhibits' },
  none: 'The exhibits hold no indicator beside the recipients\u2019 own.',
  more: (count: number) =>
    `${counted(count, 'further indicator is', 'further indicators are')} not printed here; data/messages.jsonl has all of them.`,
} as const;

/** Who an address block is registered to, as far as the table tells. */
export function networkWords(network: string, country: string): string {
  return [network, country].filter((part) => part !== '').join(', ');
}

const LIKELY: Readonly<Record<Likelihood, string>> = {
  'almost no chance': 'There is almost no chance that',
  'very unlikely': 'It is very unlikely that',
  unlikely: 'It is unlikely that',
  'roughly even chance': 'There is a roughly even chance that',
  likely: 'It is likely that',
  'very likely': 'It is very likely that',
  'almost certain': 'It is almost certain that',
};

export const markWords: Readonly<Record<Mark, string>> = {
  consistent: 'consistent',
  inconsistent: 'inconsistent',
  neutral: 'neutral',
};

export const assessment = {
  title: 'Assessment',
  claimedTitle: 'Claimed sender against what was recorded',
  claimedIntroduction:
    'Left, whom each message states to be from. Right, what the receiving side recorded when it took the message over, and the results of authentication that are known.',
  claimedColumns: {
    exhibit: 'Exhibit',
    states: 'States to be from',
    recorded: 'Handed over by',
    results: 'Authentication',
  },
  notRecorded: 'no hop above the trust boundary',
  claimed: 'Who is claimed as sender',
  supported: 'What the evidence supports',
  judgement: (number: number) => `Judgement ${number}`,
  judged: (likelihood: Likelihood, statement: string) =>
    `${LIKELY[likelihood]} ${statement.trim().replace(/\.$/, '')}.`,
  confident: (confidence: Confidence) => `Confidence in sources and reasoning is ${confidence}.`,
  basis: 'Basis: ',
  change: 'What would change this: ',
  hypothesesTitle: 'Competing hypotheses',
  hypothesesIntroduction:
    'Each piece of evidence was held against each hypothesis. The hypothesis with the fewest inconsistencies is the one that the evidence speaks least against; consistency alone does not tell hypotheses apart.',
  hypothesis: (number: number) => `H${number}`,
  evidenceColumn: 'Evidence',
  inconsistencies: 'Inconsistent',
  noMark: '\u2013',
  scaleTitle: 'Words of likelihood used here',
  scaleIntroduction:
    'Intelligence Community Directive 203. A likelihood speaks of the event; confidence (low, moderate, high) speaks of sources and reasoning, and has a sentence of its own.',
  scaleColumns: { word: 'Word', range: 'Range' },
  range: (from: number, to: number) => `${from} to ${to} %`,
  none: 'The examiner recorded no assessment of who sent these messages. The program makes none.',
} as const;

export const limitations = {
  title: 'Limitations',
  knownTitle: 'What the program knows to be missing',
  ofScope:
    'The report rests on the exhibits alone. No log of a provider, no record of a registrar and no statement of a witness was read by the program.',
  clocks: 'Times in a message are those of the computers that wrote them. Their clocks were not examined.',
  everyExhibit: 'Every exhibit',
  andMore: (count: number) => `and ${grouped(count)} more`,
  dns: (labels: string) =>
    `${labels}: no DNS evidence was at hand. Results that need it are \u201cnot determined\u201d, which is not a failure.`,
  rebuilt: (labels: string) =>
    `${labels}: put together from a mail program\u2019s properties, from a file in another form or from typed text, not taken over byte for byte. Findings that rest on exact bytes carry less weight there.`,
  unread: (labels: string) => `${labels}: body or attachments could not be read.`,
  setAside: (count: number) =>
    `${counted(count, 'part of the evidence was', 'parts of the evidence were')} set aside while it was taken in, because it could not be read as mail.`,
  unassessed: (count: number) =>
    `${counted(count, 'observation', 'observations')} of this report had no assessment by the examiner.`,
} as const;

export const qualifications = {
  title: 'Qualifications of the examiner',
} as const;

export const briefingSentences = {
  badShape: (section: string, where: string, problem: string) =>
    `The section “${section}” was not recorded: ${where === '' ? 'it' : `its field ${where}`} cannot be taken (${problem || 'not of the expected kind'}). Nothing was changed. “briefing show --json” prints the shape of every section.`,
  unknownSection: (name: string, known: readonly string[]) =>
    `“${name}” is not a section. Nothing was changed. The sections are ${known.join(', ')}.`,
  unknownTemplate: (name: string, known: readonly string[]) =>
    `“${name}” is not a template. Nothing was done. The templates are ${known.join(', ')}.`,
  recorded: recordedAs,
  unchanged: 'The section needed no change; nothing was recorded.',
  nothing: 'Nothing is written yet.',
  noColumn: (file: string, column: string, columns: number) =>
    `${file} has no column “${column}” among its ${columns}. Nothing was counted. Name the columns with --state and --county; --county "" counts states alone.`,
  oneSource: 'Give either --file or --text. Nothing was changed.',
  notJson: (file: string) =>
    `${file} does not hold the fields of this section: it takes a JSON object, as “briefing show --json” prints it. Nothing was changed.`,
} as const;
