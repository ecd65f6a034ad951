/**
 * Colours of the printed report: the tokens of the window's light theme (OKLCH), worked out to sRGB.
 *
 * No meaning rests on colour alone: severities have shapes and line patterns, voices have typefaces and rules.
 */
import type { Severity } from '../../../../shared/analysis/rule';

export const palette = {
  ink: '#1c1f24',
  muted: '#55585e',
  faint: '#9c9ea2',
  hairline: '#ccced0',
  accent: '#2863ab',
  examiner: '#623e96',
  examinerPaper: '#f8f5fe',
  caution: '#be7100',
  claimedPaper: '#f1efeb',
  framePaper: '#f4f3f0',
  paper: '#ffffff',
} as const;

export const severityColour: Readonly<Record<Severity, string>> = {
  proof: '#940015',
  high: '#b63325',
  medium: '#be7100',
  low: '#397a97',
  info: '#6e7278',
};
