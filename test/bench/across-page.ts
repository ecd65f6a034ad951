import { RELATION_KINDS } from '../../shared/analysis/across/registry';
import type { Severity } from '../../shared/analysis/rule';
import { wilson95 } from '../../shared/validation/rates';
import type { SourceRow } from './error-rates-file';

/** docs/validation-across.md, from what was measured. Nothing in it is written by hand. */

interface Count {
  readonly relations: number;
  readonly messages: number;
}

/** A grade of a kind of relation, with its counts in the order of the sources. */
export interface MeasuredKind {
  readonly kind: string;
  readonly version: number;
  readonly severity: Severity;
  readonly honest: readonly Count[];
  readonly malicious: readonly Count[];
}

const HEAD = `# Validation: how often messages are found to be related

Written by \`npm run validation-across\` (test/bench/measure-across.ts), never by hand. The same run writes
\`shared/analysis/across/relation-rates.ts\`, which the window and the command line show beside each relation.

Each collection and label was taken as one case. Counted are the messages of which a relation of the kind and grade tells, and in
how many relations; messages that are shown for comparison only are not. The interval is Wilson's, 95 %.

## What these numbers are, and what they are not

- What is said of the collections in \`docs/validation.md\` holds here too. They are never added.
- A relation depends on what else is in the case: the more messages of one origin a case has, the more of them are related. The
  rates are those of these collections; in a mailbox of one office, with its templates and reminders, they will be higher.
- The kinds were graded on these same collections: the rates on honest mail are optimistic.
- Hardly a message of the collections lies there twice (the numbers stand below), and enclosed ones were not measured: of kinds about
  copies, and of one signed message at several recipients, little more is known than that they were not found.
- SpamAssassin's mail is older than DKIM. phishing_pot's recipients were replaced by its keepers, so that deliveries to different
  recipients cannot be seen there.
- Answered messages that are missing from a collection are the rule: a collection is a part of a list, or of a mailbox.

`;

const percent = (share: number): string => (share * 100).toFixed(share > 0 && share < 0.001 ? 2 : 1);

function cell({ messages, relations }: Count, n: number): string {
  const interval = wilson95(messages, n);
  return interval === undefined
    ? ''
    : `${messages} in ${relations} (${percent(messages / n)} %; ${percent(interval.low)} to ${percent(interval.high)})`;
}

/** A collection, and how many of its messages have a Message-ID that another one of the same label has too. */
export interface AcrossSource extends SourceRow {
  readonly honestShared: number;
  readonly maliciousShared: number;
}

export function acrossPage(
  sources: readonly AcrossSource[],
  kinds: readonly MeasuredKind[],
  thresholds: string,
): string {
  return [
    HEAD,
    `Kinds: ${RELATION_KINDS.map(({ id, version }) => `\`${id}\` version ${version}`).join(', ')}.\n\n`,
    ...sources.map((source, index) => sourceTable(source, index, kinds)),
    thresholds,
  ]
    .join('')
    .trimEnd()
    .concat('\n');
}

function sourceTable(measured: AcrossSource, index: number, kinds: readonly MeasuredKind[]): string {
  const { source, honest, malicious, honestShared, maliciousShared } = measured;
  const rows = kinds.flatMap((one) => {
    const [good, bad] = [one.honest[index], one.malicious[index]];
    return good === undefined || bad === undefined
      ? []
      : [`| \`${one.kind}\` | ${one.severity} | ${cell(good, honest)} | ${cell(bad, malicious)} |`];
  });
  return [
    `## ${source}`,
    '',
    `${honest} honest messages, ${malicious} malicious ones; ${honestShared} and ${maliciousShared} of them have a Message-ID that another one has too.`,
    '',
    '| kind | grade | honest | malicious |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '',
  ].join('\n');
}
