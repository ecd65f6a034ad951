/** Small mails for tests; only names and addresses that are reserved for examples. */
export interface MailParts {
  readonly subject?: string;
  readonly body?: string;
  readonly headers?: readonly string[];
}

export function mail({ subject = 'A test', body = 'Hello.', headers = [] }: MailParts = {}, lineEnd = '\n'): string {
  const lines = [
    'Received: from mail.example.com (mail.example.com [192.0.2.7])',
    '\tby mx.example.org with ESMTPS id 4Abc; Mon, 2 Mar 2020 10:00:05 +0000',
    'From: Ann Example <ann@example.com>',
    'To: Bob <bob@example.org>',
    `Subject: ${subject}`,
    'Date: Mon, 2 Mar 2020 10:00:00 +0000',
    'Message-ID: <20200302100000.1@mail.example.com>',
    ...headers,
    '',
    ...body.split('\n'),
    '',
  ];
  return lines.join(lineEnd);
}

export const fromLine = 'From ann@example.com Mon Mar  2 10:00:05 2020';

/** A mailbox file: each message behind a `From ` line and before an empty line. */
export function mbox(messages: readonly string[], lineEnd = '\n'): string {
  return messages.map((message) => `${fromLine}${lineEnd}${message}${lineEnd}`).join('');
}

export const quoteMboxo = (message: string): string => message.replace(/^From /gm, '>From ');
export const quoteMboxrd = (message: string): string => message.replace(/^(>*From )/gm, '>$1');

/** Adds a Content-Length as mboxcl writers do. */
export function withLength(message: string): string {
  const body = message.indexOf('\n\n') + 2;
  return `${message.slice(0, body - 1)}Content-Length: ${Buffer.byteLength(message.slice(body), 'latin1')}\n\n${message.slice(body)}`;
}
