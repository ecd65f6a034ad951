/** The briefing, who may do what, and what leaves. */
import * as z from 'zod/mini';
import { BRIEFING_SECTIONS, briefingSchema } from '../../briefing/content';
import type { ReportSection } from '../../packet-format/report-model';
import { custodySchema } from '../case-info';
import { casePeopleSchema, guardSchema, roleSchema } from '../case-people';
import { custodyActSchema } from '../custody-act';
import { sha256Schema } from '../model';
import { wordingHitSchema } from '../outcomes';
import { empty, jobId, longText, shortText, template, token } from './pieces';

const briefingSection = z.enum(BRIEFING_SECTIONS);

export const packetRequests = {
  /** The examiner's words for the report, and what the check of wording says of them. */
  'briefing:show': { input: empty, output: z.object({ briefing: briefingSchema, hits: z.array(wordingHitSchema) }) },
  /** Puts other words in the place of a section's; null where it stands so already. */
  'briefing:set': {
    input: z.object({ section: briefingSection, content: z.unknown() }),
    output: z.object({ entry: z.nullable(z.number()) }),
  },
  /** A section with words that are not recorded, as the report would set it. */
  'briefing:preview': {
    input: z.object({ section: briefingSection, content: z.unknown(), template }),
    output: z.object({ sections: z.array(z.custom<ReportSection>()), hits: z.array(wordingHitSchema) }),
  },
  'custody:list': { input: empty, output: custodySchema },
  /** Records a hand-over, a receipt, a disposal or a correction. */
  'custody:record': { input: custodyActSchema, output: z.object({ entry: z.number() }) },
  'people:list': { input: empty, output: casePeopleSchema },
  'people:assign': {
    input: z.object({ key: sha256Schema, role: roleSchema, name: shortText, reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  'people:two-people': {
    input: z.object({ twoPersons: z.array(guardSchema).check(z.maxLength(2)), reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  /** Puts something before a second person: a packet of the exhibits as they stand, a role, a change of the rule. */
  'release:propose': {
    input: z.discriminatedUnion('act', [
      z.object({ act: z.literal('packet.export'), redacted: z.boolean(), note: longText }),
      z.object({ act: z.literal('role.assign'), key: sha256Schema, role: roleSchema, note: longText }),
      z.object({
        act: z.literal('policy.set'),
        twoPersons: z.array(guardSchema).check(z.maxLength(2)),
        note: longText,
      }),
    ]),
    output: z.object({ entry: z.number() }),
  },
  'release:decide': {
    input: z.object({ proposal: z.int().check(z.gte(0)), approved: z.boolean(), reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  'case:verify': { input: empty, output: z.object({ jobId }) },
  /** Exports to the default packets folder of the case's place, or to the file or folder behind `place`. */
  'packet:export': {
    input: z.object({
      zip: z.boolean(),
      place: z.optional(token),
      template,
      acceptWording: z.boolean(),
      redact: z.boolean(),
    }),
    output: z.object({ jobId }),
  },
  /** `beside`: lists of revoked certificates and checkpoints; `fingerprint`: of a key that the person trusts. */
  'packet:verify': {
    input: z.object({
      place: token,
      beside: z.array(token).check(z.maxLength(20)),
      fingerprint: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
    }),
    output: z.object({ jobId }),
  },
} as const;
