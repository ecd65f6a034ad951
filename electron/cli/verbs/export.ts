import { resolve } from 'node:path';
import { isTemplate, TEMPLATES, type TemplateName } from '../../../shared/briefing/templates';
import { FailureError } from '../../../shared/contract/failure';
import type { ExportResult } from '../../../shared/contract/outcomes';
import { briefingSentences } from '../../../shared/wording/briefing';
import { hitSentence, wordingSentences } from '../../../shared/wording/briefing-lint';
import { redactionSentences } from '../../../shared/wording/redaction';
import { exportPacket } from '../../engine/session/export-packet';
import { hitsWithAdvice } from '../briefing-hits';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

const REDACTION_PROFILE = 'persons';

export const exportVerb: Verb = {
  usage: 'DIR --out PATH [--zip] [--template T] [--accept-wording] [--redact persons] [--identity FILE]',
  options: {
    out: { type: 'string' },
    zip: { type: 'boolean' },
    template: { type: 'string' },
    'accept-wording': { type: 'boolean' },
    redact: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const target = { path: resolve(requiredOption(call, 'out')), zip: call.values['zip'] === true };
    const template = checkedTemplate(optionText(call, 'template') ?? 'general');
    const acceptWording = call.values['accept-wording'] === true;
    const redact = isRedacted(optionText(call, 'redact'));
    const signer = await examinerSigner(call);
    const result = await withCase(call, dir, 'write', (session) =>
      exportPacket(session, signer, target, {
        template,
        acceptWording,
        redact,
        signal: call.signal,
        onProgress: (progress) => call.progress.report(progress),
      }),
    );
    return {
      json: { ...result, wording: hitsWithAdvice(result.wording) },
      text: [
        `Packet ${result.packetId}: ${result.files} files in ${result.path}`,
        `Manifest SHA-256 ${result.manifestSha256}`,
        `Signed by ${result.signer}`,
        ...acceptedLines(result.wording),
      ],
    };
  },
};

function checkedTemplate(name: string): TemplateName {
  if (!isTemplate(name)) {
    throw new FailureError('bad-request', briefingSentences.unknownTemplate(name, TEMPLATES));
  }
  return name;
}

/** So far one profile: the persons on the case's list. */
function isRedacted(profile: string | undefined): boolean {
  if (profile !== undefined && profile !== REDACTION_PROFILE) {
    throw new FailureError('bad-request', redactionSentences.unknownProfile(profile, REDACTION_PROFILE));
  }
  return profile !== undefined;
}

function acceptedLines(hits: ExportResult['wording']): readonly string[] {
  return hits.length === 0 ? [] : [wordingSentences.accepted(hits.length), ...hits.map(hitSentence)];
}
