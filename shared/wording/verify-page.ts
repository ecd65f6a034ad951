/** Words of the page that checks a packet in a browser. */
import { counted } from './packet-numbers';

export const verifyPage = {
  title: 'Check a Chainmail packet',
  lead: 'This page checks a briefing packet on this computer. It sends nothing and needs no network. It changes nothing in the packet.',
  drop: 'Drop the packet here, as a zip file or as its folder',
  chooseZip: 'Choose a zip file…',
  chooseFolder: 'Choose a folder…',
  fingerprintLabel: 'Fingerprint that you were told by telephone or hold in writing (not needed to check for changes)',
  fingerprintHint: '64 digits from 0 to 9 and a to f; blanks do not matter',
  fingerprintWrong: 'This is not a fingerprint: it has 64 digits from 0 to 9 and a to f.',
  reading: (name: string) => `Reading ${name} …`,
  checking: (check: string, files: number) => `${check}: ${counted(files, 'file', 'files')} …`,
  states: {
    trusted: {
      title: 'Intact, and signed by the key whose fingerprint you gave',
      text: 'Every file is as it was when the packet was signed. Nothing was added and nothing is missing.',
    },
    'unknown-signer': {
      title: 'Intact. The signer is not known here',
      text: 'Every file is as it was when the packet was signed. Anybody can make a key: call the examiner at a number that you know, and compare this fingerprint.',
    },
    'refused-signer': {
      title: 'Unchanged, but the signer’s certificate did not hold',
      text: 'Every file is as it was when the packet was signed, by a certificate that was not valid for it. Ask the agency that sent the packet.',
    },
    'not-intact': {
      title: 'Not intact',
      text: 'Do not rely on this packet. Keep it as it is, and ask the agency that sent it for another copy.',
    },
  },
  signer: 'Signer named in the packet',
  fingerprint: 'Fingerprint of the signing key',
  checksTitle: 'What was checked',
  columns: { check: 'Check', result: 'Result', detail: 'What was found' },
  ok: 'holds',
  failed: 'FAILS',
  again: 'Check another packet',
  notAPacket:
    'This is not a packet: none of a packet’s files is in it. Choose the zip file or the folder that was handed over.',
  notAZip:
    'This file is not a zip archive that can be read. If it was sent by mail, it may have been cut off: ask for it again.',
  tooLarge: (name: string) => `${name} is larger than this page can read. Use the commands in README.txt.`,
  noCrypto:
    'This browser does not let pages check signatures. Use a current Firefox, Chrome, Edge or Safari, or the commands in README.txt.',
  failure: 'The check could not be finished. Nothing was changed. Use the commands in README.txt instead.',
  caveatTitle: 'What this page can and cannot show',
  caveats: [
    'It shows whether the packet is as it was signed, and by which key. It does not show that a message is genuine or that its header is true.',
    'A forged packet can bring a forged page. Use a copy of this page that you had before, from the agency or from an earlier packet: one copy checks every packet.',
    'The signature inside the report can be checked with any PDF reader that knows signatures; README.txt names the commands.',
  ],
} as const;
