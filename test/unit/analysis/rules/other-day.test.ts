import { expect, it } from 'vitest';
import { found, multipart, sentence, withField } from '../honest-mail';

/** The separator of a template that was taken from a message of 2023, in a message of 2021. */
const TEMPLATE = '_----------=_1694844911308661';

it('points at the time in a separator and at the nearest date', () => {
  const message = multipart(TEMPLATE);
  expect(found('boundary.other-day', message)).toEqual([
    ['high', '1694844911', 'Thu, 20 May 2021 14:16:01 +0000 (UTC)'],
  ]);
  expect(sentence('boundary.other-day', message)).toBe(
    'A separator between the parts holds the time 16 September 2023, 06:15:11 UTC. That is 848 days (about 2 years) later than the nearest date in the header, 20 May 2021, 14:16:01 UTC.',
  );
});

it('names the field of a server as it is written', () => {
  const field = 'X-MS-Exchange-CrossTenant-OriginalArrivalTime';
  expect(sentence('trace.other-day', withField(field, '17 May 2021 14:15:55.0000 (UTC)'))).toBe(
    `The field ${field} holds the time 17 May 2021, 14:15:55 UTC. That is 3 days earlier than the nearest date in the header, 20 May 2021, 14:15:55 UTC.`,
  );
});

it('leaves Outlook’s forms to their own rules', () => {
  const message = withField('Message-ID', '<00d301c2332f$1ca59b90$b554a8c0$@desk.example.org>');
  expect(found('message-id.other-day', message)).toEqual([]);
  expect(found('message-id.impossible-time', message)).toHaveLength(1);
});
