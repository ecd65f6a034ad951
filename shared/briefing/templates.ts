/**
 * Templates of the report by recipient: which sections in which order, which handling marking, which forms.
 *
 * Data, not law: the marking can be written otherwise in the cover's words, and nothing but the report and the forms
 * depends on the template. What a packet must have to be checked is in every one of them.
 */

/** The parts of a report; a part of the examiner's own words is left out while nothing is written. */
export const REPORT_PARTS = [
  'cover',
  'bottom-line',
  'request',
  'impact',
  'timeline',
  'relations',
  'indicators',
  'assessment',
  'limitations',
  'exhibit-list',
  'exhibits',
  'observations',
  'methods',
  'custody',
  'redaction',
  'verify',
  'terms',
  'qualifications',
] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

export const FORM_NAMES = ['certification14', 'certification13', 'custody', 'ic3'] as const;
export type FormName = (typeof FORM_NAMES)[number];

export const TEMPLATES = ['general', 'federal', 'state', 'attorney'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

export interface Template {
  readonly parts: readonly ReportPart[];
  /** Marking where the examiner wrote none; empty: none. */
  readonly handling: string;
  readonly forms: readonly FormName[];
}

export const templates: Readonly<Record<TemplateName, Template>> = {
  general: { parts: REPORT_PARTS, handling: '', forms: FORM_NAMES },
  /** An investigating agency: what is asked for and until when, then what can be looked for elsewhere. */
  federal: {
    parts: REPORT_PARTS,
    handling: 'LAW ENFORCEMENT SENSITIVE',
    forms: FORM_NAMES,
  },
  /** A state's attorney general or secretary of state: who was reached and where comes before the technique. */
  state: {
    parts: [
      'cover',
      'bottom-line',
      'impact',
      'request',
      'timeline',
      'relations',
      'assessment',
      'limitations',
      'exhibit-list',
      'exhibits',
      'indicators',
      'observations',
      'methods',
      'custody',
      'redaction',
      'verify',
      'terms',
      'qualifications',
    ],
    handling: 'TLP:AMBER',
    forms: ['certification14', 'certification13', 'custody'],
  },
  /** Counsel: exhibits and what they rest on first, judgement after; no lists for other people's systems. */
  attorney: {
    parts: [
      'cover',
      'bottom-line',
      'exhibit-list',
      'timeline',
      'relations',
      'assessment',
      'limitations',
      'observations',
      'methods',
      'qualifications',
      'custody',
      'redaction',
      'exhibits',
      'impact',
      'request',
      'verify',
      'terms',
    ],
    handling: 'ATTORNEY WORK PRODUCT',
    forms: ['certification14', 'certification13', 'custody'],
  },
};

export function isTemplate(name: string): name is TemplateName {
  return Object.hasOwn(templates, name);
}
