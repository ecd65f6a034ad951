import type { Span } from '../email/types';

export interface ValueTools {
  readonly text: (text: string) => string;
  /** Where a span of the original lies now. */
  readonly span: (span: Span) => Span;
}

/** Plain data with every text and every span in it replaced; bytes, functions and numbers stay as they are. */
export function redactValue<T>(value: T, tools: ValueTools): T {
  // The shape is kept: texts stay texts, spans stay spans. TypeScript cannot follow that through a generic walk.
  return walk(value, tools) as T;
}

function walk(value: unknown, tools: ValueTools): unknown {
  if (typeof value === 'string') {
    return tools.text(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => walk(item, tools));
  }
  return isPlain(value) ? walkObject(value, tools) : value;
}

function walkObject(object: Readonly<Record<string, unknown>>, tools: ValueTools): object {
  const entries = Object.entries(object).map(([key, value]) => [key, walk(value, tools)] as const);
  const { start, end } = object;
  const isSpan = typeof start === 'number' && typeof end === 'number';
  return { ...Object.fromEntries(entries), ...(isSpan ? tools.span({ start, end }) : {}) };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
