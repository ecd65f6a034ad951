/** The authentication section of the Headers tab, and DNS evidence. */
export const authenticationWords = {
  title: 'Authentication',
  summary: (signatures: number, results: number) =>
    `${signatures === 1 ? '1 signature' : `${signatures} signatures`}, ${results === 1 ? '1 recorded result' : `${results} recorded results`}`,
  signature: (domain: string, selector: string) => `DKIM ${domain} (${selector})`,
  arc: (instance: number, domain: string) => `ARC set ${instance}, ${domain}`,
  signer: (form: string, name: string, addresses: string) =>
    `${form} ${name}${addresses === '' ? '' : ` (${addresses})`}`,
  issuer: (name: string) => `Certificate issued by “${name}”.`,
  key: (fingerprint: string) => `Key ${fingerprint}`,
  certificates: 'Chain of certificates',
  chainResults: {
    leads: 'leads to one that was taken in',
    fails: 'leads to one that was taken in, and is not in order',
    'no-path': 'leads to none that was taken in',
    'not-determined': 'not determined',
  },
  content: 'signed part',
  body: 'body',
  signed: 'signature',
  seal: 'seal',
  uncovered: (names: string) => `Not covered: ${names}.`,
  cover: 'Shade what it covers',
  chain: 'ARC chain',
  spf: 'SPF',
  dmarc: 'DMARC',
  recorded: 'Recorded in the header',
  result: (authserv: string, method: string, result: string) => `${authserv || 'not named'}: ${method}=${result}`,
  claimed: 'claimed, not verified',
  evidence: (sources: string) => `DNS evidence: ${sources}.`,
  noEvidence:
    'No DNS evidence of this case is used here. Write DNS questions (Ctrl+K) and add the answers as evidence.',
} as const;

export const dnsEvidence = {
  written: (questions: number, missing: number, file: string) =>
    `${questions} DNS questions, ${missing} of them without an answer: ${file}. Run it on a computer that may use the network, and add what it prints as evidence.`,
} as const;
