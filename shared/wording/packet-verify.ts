/** How a packet is checked, in the report and in README.txt: the same commands, tested as printed. */

/** What the commands need to know about one packet. */
export interface VerifyFacts {
  /** Where the signer's certificate, the root's and the key for ssh-keygen lie. */
  readonly certificate: string;
  readonly root: string;
  readonly allowedSigners: string;
  readonly report: string;
  /** What ssh-keygen is told: whose key, and signed for what. */
  readonly principal: string;
  readonly namespace: string;
}

export const verifyTitle = 'How to verify this packet';
export const verifyIntroduction =
  'Nobody has to trust the program that made this packet. The following commands use tools that Linux and macOS bring along and that are free for Windows. They are typed in the packet\u2019s folder; README.txt holds them for copying.';

export interface VerifyStep {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly string[];
}

/** The steps in the order in which they build on one another. */
export function verifySteps(facts: VerifyFacts): readonly VerifyStep[] {
  const { certificate, root, allowedSigners, report, principal, namespace } = facts;
  return [
    {
      title: 'The key',
      text: 'This prints the fingerprint of the key in this packet. Compare it by telephone with the examiner, at a number that does not come from this packet.',
      commands: [
        `openssl x509 -in ${certificate} -noout -pubkey |`,
        '  openssl pkey -pubin -outform DER | openssl dgst -sha256',
      ],
    },
    {
      title: 'The signature',
      text: 'The answer has to be \u201cCMS Verification successful\u201d. It shows that the list of lists, and with it every file, is as the holder of the key signed it, and that the root in this packet issued the key\u2019s certificate. The options -nointern and -certfile make sure that no other key counts than the one whose fingerprint was compared.',
      commands: [
        'openssl cms -verify -inform DER -binary -in tagmanifest-sha256.txt.p7s \\',
        '  -content tagmanifest-sha256.txt \\',
        `  -nointern -certfile ${certificate} \\`,
        `  -CAfile ${root} -purpose any -out /dev/null`,
      ],
    },
    {
      title: 'The same with SSH',
      text: 'The same key signed the same list a second time, for computers that have no openssl but ssh-keygen. The answer has to begin with \u201cGood\u201d and to end with the fingerprint that ssh-keygen gives to the examiner\u2019s key; it is in README.txt and, if this step is to stand alone, to be compared by telephone. This step may be left out.',
      commands: [
        `ssh-keygen -Y verify -f ${allowedSigners} -I ${principal} \\`,
        `  -n ${namespace} -s tagmanifest-sha256.txt.sshsig \\`,
        '  < tagmanifest-sha256.txt',
      ],
    },
    {
      title: 'Every file',
      text: 'Each line has to end in \u201cOK\u201d. On macOS: shasum -a 256 -c in place of sha256sum -c.',
      commands: ['sha256sum -c tagmanifest-sha256.txt', 'sha256sum -c manifest-sha256.txt'],
    },
    {
      title: 'The report alone',
      text: 'The report is also signed inside its own file, so that it can be handed on without the packet. The answer has to hold both \u201cTotal document signed\u201d and \u201cSignature is Valid\u201d; that the issuer is not trusted only means that this computer does not know the laboratory. pdfsig comes with poppler; readers of PDF show the same. This step may be left out.',
      commands: [`pdfsig ${report}`],
    },
    {
      title: 'Nothing added',
      text: 'This lists all files. Only tagmanifest-sha256.txt and its two signatures are in neither manifest; any other file that does is not part of the packet.',
      commands: ['find . -type f | sort'],
    },
  ];
}

export const expiredNote =
  'If the certificate has expired since the packet was made, add -no_check_time to the second command: a packet stays valid when the key\u2019s certificate expires later.';
export const chainmailNote =
  'With Chainmail, \u201cVerify a packet\u201d does all of this and also checks the custody journal entry by entry.';
export const sshFingerprintTitle = 'The same key as ssh-keygen names it';
export const fingerprintTitle = 'Fingerprint of the examiner\u2019s key (SHA-256)';
export const limitsTitle = 'What this shows';
export const limits = [
  'Success shows that all files are as they were when the holder of the key signed them. That the key is the examiner\u2019s is shown only by comparing the fingerprint.',
  'It does not show that a message is genuine or that its header is true.',
];
