/** What the verbs of `identity` share: files, fingerprints in groups. */
import { env } from 'node:process';
import { FailureError } from '../../shared/contract/failure';
import { toldFingerprint } from '../../shared/text/told-fingerprint';
import { identityTold } from '../../shared/wording/identity';
import { rootFileBeside } from '../engine/identity/create-identity';
import { defaultIdentityFile } from '../engine/identity/profile-folder';
import type { VerbCall } from './verb';
import { optionText } from './words';

export function telephoneGroups(fingerprint: string): string {
  return fingerprint.replace(/(.{4})/g, '$1 ').trim();
}

/** @throws FailureError `bad-request` when the word is not a fingerprint, blanks and colons aside */
export function checkedFingerprint(word: string): string {
  const digits = toldFingerprint(word);
  if (digits === undefined) {
    throw new FailureError('bad-request', identityTold.notFingerprint(word));
  }
  return digits;
}

export function identityFileOf(call: VerbCall): string {
  return optionText(call, 'identity') ?? defaultIdentityFile();
}

export function rootFileOf(call: VerbCall): string {
  return optionText(call, 'root') ?? rootFileBeside(defaultIdentityFile());
}

/** A secret from the environment: a word on the command line would be seen by every user of the computer. */
export function secretFrom(variable: string): string {
  const secret = env[variable];
  if (secret === undefined || secret === '') {
    throw new FailureError('identity-locked', identityTold.secretMissing(variable));
  }
  return secret;
}
