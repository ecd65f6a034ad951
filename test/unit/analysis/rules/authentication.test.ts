import { describe, expect, it } from 'vitest';
import { found, HONEST, withField, withRoute } from '../honest-mail';

describe('authentication.result-in-receivers-name', () => {
  const severities = (fields: Parameters<typeof found>[1]) =>
    found('authentication.result-in-receivers-name', fields).map(([severity]) => severity);

  it('counts little in the full name of the host that took the message in, below whose line its filters write', () => {
    expect(severities(withField('Authentication-Results', 'mx.example.net; dkim=pass'))).toEqual(['low']);
    expect(severities(withField('Authentication-Results', 'MX.Example.NET; dkim=pass'))).toEqual(['low']);
  });

  it('counts more in another name of the receiver, and in that of a large provider', () => {
    expect(severities(withField('Authentication-Results', 'example.net; dkim=pass'))).toEqual(['medium']);
    const atProvider = withRoute(
      'from mail.example.org (192.0.2.10) by AM0P193MB0755.EURP193.PROD.OUTLOOK.COM (2001:db8::1) with Microsoft SMTP Server id 15.20.8583.24; Thu, 20 May 2021 14:16:01 +0000',
    );
    const name = 'AM0P193MB0755.EURP193.PROD.OUTLOOK.COM';
    expect(severities([...atProvider, ['Authentication-Results', `${name}; dkim=pass`]])).toEqual(['medium']);
  });

  it('does not speak above the line of the receiver', () => {
    expect(severities([['Authentication-Results', 'mx.example.net; dkim=pass'], ...HONEST])).toEqual([]);
  });
});
