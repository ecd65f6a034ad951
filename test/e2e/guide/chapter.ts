import type { LaunchedChainmail } from '../fixtures';

/** One page of the user guide: what a person does, and the words about it. */
export interface Chapter {
  /** Names the picture; lower case and hyphens. */
  readonly id: string;
  readonly title: string;
  /**
   * Paragraphs in Markdown, in the order of what is done. What stands in bold is on the screen when the picture is taken: the
   * test that follows the guide looks for it.
   */
  readonly words: readonly string[];
  /** Does it; afterwards the picture is taken. */
  readonly act: (chainmail: LaunchedChainmail) => Promise<void>;
}

/** Names that a chapter says are on the screen. */
export function namesIn({ words }: Chapter): readonly string[] {
  return [...new Set(words.flatMap((text) => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name)))];
}

export function pictureOf(chapters: readonly Chapter[], chapter: Chapter): string {
  return `${String(chapters.indexOf(chapter) + 1).padStart(2, '0')}-${chapter.id}.png`;
}

/** `docs/guide.md`. */
export function guideText(introduction: readonly string[], chapters: readonly Chapter[]): string {
  const pages = chapters.flatMap((chapter, index) => [
    `## ${index + 1}. ${chapter.title}`,
    ...chapter.words,
    `![${chapter.title}](guide/${pictureOf(chapters, chapter)})`,
  ]);
  return `${['# Chainmail: a guide for its users', ...introduction, ...pages].join('\n\n')}\n`;
}
