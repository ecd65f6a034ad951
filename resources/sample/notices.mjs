/**
 * Notices of the weeks before: messages about polling places, in the names of three offices that do not exist. They look
 * like three senders', and came out of one template: same separator, same picture, in places the same words, and a run
 * number that holds the time of sending. Names are placeholders, domains and addresses are reserved.
 */

/** Who the notices claim to come from, and the server that each was handed in at. */
export const OFFICES = [
  {
    name: 'Precinct News',
    address: 'notice@precinct-news.example',
    host: 'mail.precinct-news.example',
    ip: '203.0.113.61',
  },
  { name: 'Ballot Desk', address: 'desk@ballot-desk.example', host: 'out.ballot-desk.example', ip: '203.0.113.62' },
  { name: 'Vote Info', address: 'info@vote-info.example', host: 'smtp.vote-info.example', ip: '198.51.100.63' },
];

/** Stands in the template; a program makes it anew for each message. */
export const SEPARATOR = '=_polling_notice_template_07';
export const PICTURE_ID = 'seal@notice-template.example';
/** One white point, GIF. */
export const PICTURE = 'R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';

export function movedNotice([given, surname, town, street, , number]) {
  return [
    `Dear ${given} ${surname},`,
    '',
    `your polling place in ${town} has moved. Our list has you at ${street}, voter record ${number}.`,
    'Answer with your date of birth to hear where to vote.',
  ];
}

export const GENERAL_NOTICE = [
  'Polling places in your county have moved. Whoever goes to the old place cannot vote there.',
  'Answer with your name and date of birth to hear where to vote. Tell your neighbours.',
];
