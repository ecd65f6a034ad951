import { NO_CONTEXT } from '../../../../shared/analysis/case-context';
import { render, withField } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const one = (name: string, body: string): string => render(withField(name, body));
const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
const context = {
  ...NO_CONTEXT,
  protected: {
    names: ['Jane Q. Clerk', 'Example County Elections'],
    domains: ['examplecounty.example', 'vote-office.example'],
    addresses: ['jane.clerk@clerk-office.test'],
  },
};
const from = (name: string, address: string): string => one('From', `${name} <${address}>`);

export const mails: RuleMails = {
  'identity.protected-name': {
    context,
    positive: [
      from('Jane Q. Clerk', 'jane@example.net'),
      from('"CLERK, Jane Q."', 'jane@example.net'),
      from(encoded('J\u0430ne Q. Cl\u0435rk'), 'jane@example.net'),
      from('Jane Q Clark', 'jane@example.net'),
      from('Office of Jane Q. Clerk', 'jane@example.net'),
    ],
    nearMiss: [
      from('Jane Q. Clerk', 'jane.clerk@clerk-office.test'),
      from('Jane Q. Clerk', 'jq@mail.examplecounty.example'),
      from('Jane Smith', 'jane@example.net'),
    ],
  },
  'identity.look-alike-domain': {
    context,
    positive: [
      from('Anna', 'anna@examp1ecounty.example'),
      from('Anna', 'anna@examplecuonty.example'),
      from('Anna', 'anna@examplecounty.test'),
      from('Anna', 'anna@examplecounty-vote.example'),
      from('Anna', 'anna@voteoffice.example'),
      from('Anna', 'anna@examplecounty.example.attacker.test'),
      from('Anna', 'anna@xn--exmplecounty-y9j.example'),
      one('Reply-To', 'answer@exarnplecounty.example'),
      one('Return-Path', '<bounce@examplecountys.example>'),
    ],
    nearMiss: [
      from('Anna', 'anna@mail.examplecounty.example'),
      from('Anna', 'anna@othercounty.example'),
      from('Anna', 'anna@example.org'),
    ],
  },
};
