import { type Field, HONEST, render, withField } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const mail = (content: string, date: string): string => {
  const file = Buffer.from(content, 'latin1').toString('base64').replace(/.{76}/g, '$&\r\n');
  const fields: readonly Field[] = withField('Content-Type', 'multipart/mixed; boundary=b1', withField('Date', date));
  return render(
    fields,
    `--b1\r\n\r\nGood morning\r\n--b1\r\nContent-Type: application/octet-stream; name="minutes"\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b1--\r\n`,
  );
};
const sent = HONEST.find(([name]) => name === 'Date')?.[1] ?? '';
const earlier = 'Sat, 15 May 2021 16:15:55 +0200';
const pdf = (entries: string): string => `%PDF-1.4\n1 0 obj\n<< ${entries} >>\nendobj\n`;
const made = (date: string): string => pdf(`/CreationDate (D:${date})`);

/** A message that is nothing but an appointment or a business card. */
const card = (type: string, line: string, date: string): string =>
  render(
    withField('Content-Type', type, withField('Date', date)),
    type === 'text/calendar'
      ? `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${line}\r\nDTSTART:20220101T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
      : `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\n${line}\r\nEND:VCARD\r\n`,
  );

export const mails: RuleMails = {
  'date.before-attached-file': {
    positive: [
      mail(made("20210519101500+02'00'"), earlier),
      mail(made('20210519101500'), earlier),
      card('text/calendar', 'DTSTAMP:20210519T101500Z', earlier),
    ],
    nearMiss: [
      mail(made("20210514101500+02'00'"), earlier),
      mail(made('20210516041500Z'), earlier),
      mail(made("20210519101500+02'00'"), sent),
      mail(made("20210601101500+02'00'"), sent),
      mail(made("20210532101500+02'00'"), earlier),
    ],
  },
  'content.file-newer-than-route': {
    positive: [
      mail(made("20210523101500+02'00'"), sent),
      mail(made('20220101000000Z'), earlier),
      card('text/calendar', 'CREATED:20210801T101500Z', sent),
      card('text/vcard', 'REV:2021-08-01T10:15:00Z', sent),
    ],
    nearMiss: [
      mail(made('20210521041500'), sent),
      mail(made("20210519101500+02'00'"), sent),
      card('text/calendar', 'DTSTAMP:20210520T141550Z', sent),
      card('text/vcard', 'REV:20200801T101500Z', sent),
    ],
  },
  'content.file-properties': {
    positive: [
      mail(pdf('/Author (Anna Example) /Producer (Example 1.0)'), sent),
      mail(pdf('/Author <416E6E61>'), sent),
    ],
    nearMiss: [mail(made('20210519101500Z'), sent), mail(pdf('/Author ()'), sent), mail('/Author (Anna)', sent)],
  },
};
