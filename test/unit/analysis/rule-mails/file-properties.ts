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

export const mails: RuleMails = {
  'date.before-attached-file': {
    positive: [mail(made("20210519101500+02'00'"), earlier), mail(made('20210519101500'), earlier)],
    nearMiss: [
      mail(made("20210514101500+02'00'"), earlier),
      mail(made('20210516041500Z'), earlier),
      mail(made("20210519101500+02'00'"), sent),
      mail(made("20210601101500+02'00'"), sent),
      mail(made("20210532101500+02'00'"), earlier),
    ],
  },
  'content.file-newer-than-route': {
    positive: [mail(made("20210523101500+02'00'"), sent), mail(made('20220101000000Z'), earlier)],
    nearMiss: [mail(made('20210521041500'), sent), mail(made("20210519101500+02'00'"), sent)],
  },
  'content.file-properties': {
    positive: [
      mail(pdf('/Author (Anna Example) /Producer (Example 1.0)'), sent),
      mail(pdf('/Author <416E6E61>'), sent),
    ],
    nearMiss: [mail(made('20210519101500Z'), sent), mail(pdf('/Author ()'), sent), mail('/Author (Anna)', sent)],
  },
};
