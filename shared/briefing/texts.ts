/** The pieces of text in a section, each with the place that it has there. */
import type { BriefingContent, BriefingSection } from './content';

export interface TextPiece {
  readonly section: BriefingSection;
  /** Such as `text`, `judgements.0.statement`. */
  readonly field: string;
  readonly text: string;
}

/** Every text of a section's content in the order in which it is read; choices and numbers are none. */
export function textsOf<S extends BriefingSection>(section: S, content: BriefingContent<S>): readonly TextPiece[] {
  return collect(content, '').map(({ field, text }) => ({ section, field, text }));
}

/** Words that are chosen from a list, or that are no prose. */
const CHOICES: ReadonlySet<string> = new Set(['likelihood', 'confidence', 'marks', 'date']);

function collect(value: unknown, field: string): readonly { readonly field: string; readonly text: string }[] {
  if (typeof value === 'string') {
    return value === '' ? [] : [{ field, text: value }];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    CHOICES.has(key) ? [] : collect(inner, field === '' ? key : `${field}.${key}`),
  );
}
