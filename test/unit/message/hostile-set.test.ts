import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readBody } from '../../../electron/engine/message/body-reading';
import { bodyText } from '../../../electron/engine/message/search-text';
import { analyse } from '../../../shared/analysis/analyse';
import type { Analysis } from '../../../shared/analysis/analysis';
import { fromByteString } from '../../../shared/email/byte-string';
import { readExtras } from '../../../shared/email/extra-readings';
import { identityAttacks } from './hostile-senders';
import { type StructureAttack, structureAttacks } from './hostile-set';

/** All or flagged: each hidden content is found, each sender named, each ambiguity shown at its bytes. */

const structureRules = /^structure\.(?:ambiguous-|hidden-content|enclosed-content|header-split|beyond-limits)/;
const identityRules =
  /^identity\.(?:several-from|ambiguous-from|display-name-address|missing-from|sender-differs|invisible)/;

function ruleNames({ findings }: Analysis, pattern: RegExp): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule).filter((rule) => pattern.test(rule)))];
}

interface Outcome {
  readonly attack: string;
  readonly isInView: boolean;
  readonly isInSearch: boolean;
  readonly isOnce: boolean;
  readonly rules: readonly string[];
}

async function tryStructure({ attack, message, text, file }: StructureAttack): Promise<Outcome> {
  const bytes = fromByteString(message);
  const analysis = analyse(bytes);
  const body = await readBody(bytes, analysis.anatomy);
  const { readings } = readExtras(bytes, analysis.anatomy);
  const search = bodyText(bytes, analysis.anatomy, readings, 1 << 19);
  const hashes = body.attachments.map(({ sha256 }) => sha256);
  const wanted = file === undefined ? '' : createHash('sha256').update(Buffer.from(file, 'latin1')).digest('hex');
  return {
    attack,
    isInView: text === undefined ? hashes.includes(wanted) : `${body.text} ${body.page}`.includes(text),
    isInSearch: text === undefined || search.includes(text),
    isOnce: new Set(hashes).size === hashes.length,
    rules: ruleNames(analysis, structureRules),
  };
}

describe('content that only some mail programs show', () => {
  test('is recovered, and the ambiguity is a finding', { timeout: 60_000 }, async () => {
    const outcomes = await Promise.all(structureAttacks.map(tryStructure));
    const recovered = outcomes.filter(({ isInView, isInSearch }) => isInView && isInSearch);
    const unflagged = outcomes.filter(
      ({ rules }, index) => rules.length === 0 && structureAttacks[index]?.isPlain !== true,
    );
    console.info(`recovered ${recovered.length}/${outcomes.length}, not flagged ${unflagged.length}`);

    expect(structureAttacks.length).toBeGreaterThanOrEqual(45);
    expect(
      outcomes.filter(({ isInView, isInSearch }) => !(isInView && isInSearch)).map(({ attack }) => attack),
    ).toEqual([]);
    expect(unflagged.map(({ attack }) => attack)).toEqual([]);
  });

  test('is listed once', { timeout: 60_000 }, async () => {
    const outcomes = await Promise.all(structureAttacks.map(tryStructure));

    expect(outcomes.filter(({ isOnce }) => !isOnce).map(({ attack }) => attack)).toEqual([]);
  });
});

describe('senders that only some mail programs show', () => {
  const outcomes = identityAttacks.map(({ attack, header, senders }) => {
    const analysis = analyse(
      fromByteString(`${header}\r\nTo: ben@example.net\r\nSubject: Minutes\r\n\r\nGood morning\r\n`),
    );
    const { from } = analysis.anatomy;
    const rules = ruleNames(analysis, identityRules);
    const sentences = analysis.findings.filter(({ rule }) => identityRules.test(rule)).map(({ summary }) => summary);
    const shown = [...from.flatMap(({ name, address }) => [name, address]), ...sentences].join(' ').toLowerCase();
    return {
      attack,
      missing: senders.filter((sender) => !shown.includes(sender)),
      isFlagged: rules.length > 0 || isHeaderFlagged(analysis),
    };
  });

  test('are all named, and flagged', () => {
    const named = outcomes.filter(({ missing }) => missing.length === 0);
    const flagged = outcomes.filter(({ isFlagged }) => isFlagged);
    console.info(`senders ${named.length}/${outcomes.length}, flagged ${flagged.length}`);

    expect(identityAttacks.length).toBeGreaterThanOrEqual(27);
    expect(outcomes.filter(({ missing }) => missing.length > 0)).toEqual([]);
    expect(outcomes.filter(({ isFlagged }) => !isFlagged).map(({ attack }) => attack)).toEqual([]);
  });
});

function isHeaderFlagged(analysis: Analysis): boolean {
  return ruleNames(analysis, /^structure\.(?:header-split|duplicate-field|raw-8bit-header)$/).length > 0;
}
