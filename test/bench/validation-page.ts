import { wilson95 } from '../../shared/validation/rates';
import type { DecoderCount, DecoderResult, RateOf, RuleResult } from '../../shared/validation/tally';
import type { BackDating } from './back-dating';

/** docs/validation.md, from what was measured. Nothing in it is written by hand. */
export interface Measured {
  readonly ruleSet: string;
  readonly sources: readonly { readonly name: string; readonly honest: number; readonly malicious: number }[];
  readonly control: string;
  readonly rules: readonly RuleResult[];
  readonly decoders: readonly DecoderResult[];
  readonly backDating: BackDating;
}

const HEAD = `# Validation: how often each rule fires, and how well hidden times agree

Written by \`npm run validation\` (test/bench/validation.ts), never by hand. The same run writes
\`shared/analysis/error-rates.ts\`, which the window and packets show beside each finding.

`;

const CAVEATS = `## What these numbers are, and what they are not

- Sources were received by different systems in different years. They stand side by side and are **never added**. Only the
  SpamAssassin collection has honest and malicious mail of one receiver and one time: the likelihood ratio is that of this
  **control** alone. It is of 2002 and 2003.
- Rules were tuned on these same collections: the rates on honest mail are optimistic. A rate of 0 means "not seen in n", and
  the interval says how little that can exclude.
- Honest modern mail here is mail of four public lists, plus a few dozen single messages. Lists rewrite headers, add footers and
  reply addresses; mail between two people is rare in it.
- phishing_pot was made anonymous by its keepers: addresses of recipients were replaced and fields removed. Rules about hashes,
  counts of fields and recipients say little on it. Its "malicious" holds plain spam too. Its messages were received mostly by
  one provider, which writes fields of its own (such as X-Sender-IP) into every message: rules that read them fire on nearly all.
- "Malicious" is the label of the collection, not a court's. A rule that fires is an observation, not a verdict; rules of the
  severity info are leads that honest mail gives as well.
- One rate for a rule, whatever its grade in a message; \`chainmail validate\` gives the grades (\`bySeverity\`).

Intervals: Wilson's score interval, 95 %. Likelihood ratio: share of malicious messages on which the rule fired divided by the
share of honest ones, with a 95 % interval by the log method (Katz 1978); where a cell is empty, 0.5 is added to each (marked *).

`;

const percent = (share: number): string => (share * 100).toFixed(share > 0 && share < 0.001 ? 2 : 1);

function rateText({ n, fired }: RateOf | { readonly n: number; readonly fired: number }): string {
  const interval = wilson95(fired, n);
  return interval === undefined
    ? ''
    : `${fired} (${percent(fired / n)} %; ${percent(interval.low)} to ${percent(interval.high)})`;
}

export function validationPage(measured: Measured): string {
  return [
    HEAD,
    `Rule set: \`${measured.ruleSet}\`.\n\n`,
    CAVEATS,
    sourcesTable(measured),
    controlTable(measured),
    otherTables(measured),
    eraTable(measured),
    decoderTable(measured),
    backDatingSection(measured.backDating),
  ].join('');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n\n`;
}

function sourcesTable({ sources }: Measured): string {
  return `## Mail\n\n${table(
    ['source', 'honest', 'malicious'],
    sources.map(({ name, honest, malicious }) => [name, grouped(honest), grouped(malicious)]),
  )}`;
}

const grouped = (value: number): string => value.toLocaleString('en');

function controlTable({ rules, control }: Measured): string {
  const rows = rules.map((rule) => {
    const own = rule.bySource.find(({ source }) => source === control);
    const ratio =
      own === undefined || own.likelihoodRatio === null || own.interval95 === null
        ? 'never fired'
        : `${own.likelihoodRatio.toPrecision(2)}${own.corrected ? '*' : ''} (${own.interval95[0].toPrecision(2)} to ${own.interval95[1].toPrecision(2)})`;
    return [
      `\`${rule.id}\` ${rule.version}`,
      rule.severity,
      own === undefined ? '' : rateText(own.benign),
      own === undefined ? '' : rateText(own.malicious),
      ratio,
    ];
  });
  return `## Control: ${control}\n\n${table(['rule, version', 'highest severity', 'fired on honest', 'fired on malicious', 'likelihood ratio'], rows)}`;
}

function otherTables({ rules, sources, control }: Measured): string {
  return sources
    .filter(({ name }) => name !== control)
    .map(({ name, honest, malicious }) => {
      const rows = rules.flatMap((rule) => {
        const own = rule.bySource.find(({ source }) => source === name);
        return own === undefined || own.benign.fired + own.malicious.fired === 0
          ? []
          : [
              [
                `\`${rule.id}\``,
                ...(honest > 0 ? [rateText(own.benign)] : []),
                ...(malicious > 0 ? [rateText(own.malicious)] : []),
              ],
            ];
      });
      const head = [
        'rule',
        ...(honest > 0 ? ['fired on honest'] : []),
        ...(malicious > 0 ? ['fired on malicious'] : []),
      ];
      return `## ${name}\n\nRules that are not listed fired on none of these messages.\n\n${table(head, rows)}`;
    })
    .join('');
}

function eraTable({ rules }: Measured): string {
  const eras = rules[0]?.byEra ?? [];
  const used = eras.filter(({ benign }) => benign.n >= 50).map(({ era }) => era);
  const head = [
    'rule',
    ...used.map((era) => `${era} (${grouped(eras.find((one) => one.era === era)?.benign.n ?? 0)})`),
  ];
  const rows = rules.flatMap((rule) => {
    const cells = used.map((era) => rule.byEra.find((one) => one.era === era)?.benign);
    return cells.every((cell) => (cell?.fired ?? 0) === 0)
      ? []
      : [[`\`${rule.id}\``, ...cells.map((cell) => (cell === undefined ? '' : rateText(cell)))]];
  });
  return `## Honest mail by era\n\nFive years each, by the topmost Received field; eras with fewer than 50 honest messages are left out.\n\n${table(head, rows)}`;
}

const share = (count: number, n: number): string => (n === 0 ? '' : `${percent(count / n)} %`);

function decoderCells({ n, within2Minutes, within10Minutes }: DecoderCount): readonly string[] {
  return n === 0 ? ['', '', ''] : [grouped(n), share(within2Minutes, n), share(within10Minutes, n)];
}

function decoderTable({ decoders }: Measured): string {
  const rows = decoders.map(({ kind, against, benign, malicious }) => [
    `\`${kind}\``,
    against,
    ...decoderCells(benign),
    ...decoderCells(malicious),
  ]);
  const head = ['time', 'against', 'honest n', '2 min', '10 min', 'malicious n', '2 min', '10 min'];
  return `## Hidden times: agreement with the Date, or with the hop

The first time of each kind in a message, against the Date field, or against the hop that it belongs to. Times that are bounds
(dates of scan rules, of files, of expiry) need not agree; their distance is shown all the same. These counts are over all
sources, as an agreement does not compare honest with malicious mail of different receivers; \`chainmail validate\` gives them by
source.

${table(head, rows)}`;
}

function backDatingSection({ messages, falseAlarms, byHiddenTimes, byDistance, byRule }: BackDating): string {
  const all = byDistance.reduce((sum, { caught }) => sum + caught, 0);
  return `## Back-dating: honest messages whose Date was set back

${grouped(messages)} messages of the public lists, chosen at even steps. Of each, the Date field alone was set back by one day to a
year (evenly on a logarithmic scale) and written as a mail program writes it, with the right weekday. Caught: at least one finding
about times or software, of medium severity or more, that points at the Date field. False alarm: the same on the untouched message.

Caught: ${rateText({ n: messages, fired: all })} of ${grouped(messages)}. False alarms: ${rateText({ n: messages, fired: falseAlarms })}.
Caught by hidden times alone, without the rules that read the dates of the hops: ${rateText({ n: messages, fired: byHiddenTimes })}.

${table(
  ['set back by', 'messages', 'caught'],
  byDistance.map(({ label, n, caught }) => [label, grouped(n), rateText({ n, fired: caught })]),
)}${table(
  ['rule that pointed at the Date', 'messages'],
  byRule.map(({ rule, caught }) => [`\`${rule}\``, grouped(caught)]),
)}A message that is caught shows a contradiction between its Date and the rest of its header. Somebody who also rewrites the Received
fields, or who holds a message back in a clock set wrong, is not in this experiment.
`;
}
