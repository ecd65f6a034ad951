import type { Severity } from '../../analysis/rule';

/** The names of the severities, and what each one says about honest mail. */
export const severityNames: Readonly<Record<Severity, string>> = {
  proof: 'Contradiction',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Context',
};

export const severityMeanings: Readonly<Record<Severity, string>> = {
  proof: 'An arithmetic or cryptographic contradiction in the bytes themselves.',
  high: 'Rare in honest mail and hard to explain.',
  medium: 'Uncommon in honest mail.',
  low: 'Common in honest mail; weak on its own.',
  info: 'Context only; says nothing for or against the message.',
};
