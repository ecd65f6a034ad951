/**
 * Makes the sample case's mail from the words beside it: `npm run sample`. The same words give the same bytes.
 *
 * A campaign of 40 threatening messages to voters in four states, modelled on what was publicly reported in October
 * 2020 (a spoofed organisation's neglected domain, web scripts on other people's servers in several countries,
 * voter-file details in the text), honest mail of the same days, with its own honest oddities, and twelve notices of
 * the weeks before whose three senders share a template. Beside the mail, two voter files to compare it with.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HONEST } from './honest.mjs';
import { GENERAL_NOTICE, movedNotice, OFFICES, PICTURE, PICTURE_ID, SEPARATOR } from './notices.mjs';
import { PROVIDERS, SERVERS, SPOOFED, shortThreat, threat, VOTERS } from './texts.mjs';
import { newerList, olderList } from './voter-files.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const MAIL = join(HERE, 'mail');
const LISTS = join(HERE, 'voter-files');
const START = Date.UTC(2020, 9, 20, 12, 58, 0);
/** The first of the notices. */
const NOTICES = Date.UTC(2020, 9, 2, 13, 10, 0);
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const POSTFIX = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';

/** A number generator with a fixed beginning (mulberry32): the sample is the same each time it is made. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const md5 = (text) => createHash('md5').update(text, 'latin1').digest('hex');
const two = (value) => String(value).padStart(2, '0');

/** RFC 5322 date-time in a zone such as `+0300`. */
function written(ms, zone, weekdayShift = 0) {
  const minutes = (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)));
  const local = new Date(ms + minutes * 60_000);
  const day = DAYS[(local.getUTCDay() + weekdayShift) % 7];
  return `${day}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ${zone}`;
}

/** A Postfix long queue id: seconds and microseconds in base 52, then the inode (Postfix `enable_long_queue_ids`). */
function longQueueId(ms, next) {
  let seconds = Math.floor(ms / 1000);
  let text = '';
  while (seconds > 0) {
    text = POSTFIX[seconds % 52] + text;
    seconds = Math.floor(seconds / 52);
  }
  let micro = (ms % 1000) * 1000 + next(1000);
  let fraction = '';
  for (let i = 0; i < 4; i += 1) {
    fraction = POSTFIX[micro % 52] + fraction;
    micro = Math.floor(micro / 52);
  }
  return `${text}${fraction}z${POSTFIX[1 + next(50)]}${POSTFIX[next(51)]}${POSTFIX[next(51)]}`;
}

const shortQueueId = (next) => Array.from({ length: 10 }, () => '0123456789ABCDEF'[next(16)]).join('');

/** What old web mailers use as an id: md5 of the time, twice written, and the microsecond (PHP `uniqid(time())`). */
function uniqueId(ms, next) {
  const seconds = Math.floor(ms / 1000);
  const micro = (ms % 1000) * 1000 + next(1000);
  return md5(`${seconds}${seconds.toString(16).padStart(8, '0')}${micro.toString(16).padStart(5, '0')}`);
}

function addressOf(voter, provider) {
  return `${voter[0]}.${voter[1]}@${provider.domain}`.toLowerCase();
}

/** The hops from the web script to the recipient's mailbox, newest first, as the servers would have written them. */
function trace(at, server, provider, to, next) {
  const relayAt = at + 900 + next(1500);
  const mxAt = relayAt + 1_200 + next(9_000);
  return [
    `Return-Path: <${server.user}@${server.host}>`,
    `Delivered-To: ${to}`,
    `Received: from ${provider.mx} (${provider.mx} [${provider.ip}])`,
    `\tby ${provider.inner} (Postfix) with LMTP id ${longQueueId(mxAt + 700, next)}`,
    `\tfor <${to}>; ${written(mxAt + 700, '+0000')} (UTC)`,
    `Received: from ${server.relay} (${server.relay} [${server.relayIp}])`,
    `\tby ${provider.mx} (Postfix) with ESMTPS id ${longQueueId(mxAt, next)}`,
    `\tfor <${to}>; ${written(mxAt, '+0000')} (UTC)`,
    `Received: from ${server.host} (unknown [${server.ip}])`,
    `\tby ${server.relay} (Postfix) with ESMTP id ${shortQueueId(next)}`,
    `\tfor <${to}>; ${written(relayAt, server.zone)} (${server.zoneName})`,
    `Received: by ${server.host} (Postfix, from userid ${server.uid})`,
    `\tid ${shortQueueId(next)}; ${written(at, server.zone)} (${server.zoneName})`,
  ];
}

const html = (lines) => `<html><body>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`;

/** First wave: text and HTML through a mailing script, ids locked to the time of sending. */
function firstWave(voter, index, next) {
  const server = SERVERS[index % 2];
  const provider = PROVIDERS[index % PROVIDERS.length];
  const to = addressOf(voter, provider);
  const at = START + index * 41_000 + next(20_000);
  const id = uniqueId(at - 240, next);
  const text = threat(voter);
  return [
    ...trace(at, server, provider, to, next),
    `To: ${voter[0]} ${voter[1]} <${to}>`,
    'Subject: Vote as you are told or else!',
    `X-PHP-Originating-Script: ${server.uid}:${server.script.split('/').at(-1)}`,
    `X-PHP-Script: ${server.script} for ${server.operator}`,
    `Date: ${written(at, server.zone)}`,
    `From: ${SPOOFED.name} <${SPOOFED.address}>`,
    `Message-ID: <${id}@${server.script.split('/')[0]}>`,
    'X-Priority: 3',
    'X-Mailer: PHPMailer 5.2.4 (https://github.com/PHPMailer/PHPMailer/)',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;',
    `\tboundary="b1_${id}"`,
    'Content-Transfer-Encoding: 8bit',
    '',
    `--b1_${id}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    ...text,
    '',
    `--b1_${id}`,
    'Content-Type: text/html; charset=us-ascii',
    '',
    `${html(text)}<img src="https://count.heritage-guard.example/o.gif?u=${voter[5]}" width="1" height="1">`,
    '',
    `--b1_${id}--`,
  ];
}

/** Second wave: a hasty copy. The weekday is wrong, and the display name carries the spoofed address. */
function secondWave(voter, index, next) {
  const server = SERVERS[2];
  const provider = PROVIDERS[(index + 1) % PROVIDERS.length];
  const to = addressOf(voter, provider);
  const at = START + 26 * 3_600_000 + index * 67_000 + next(30_000);
  const id = uniqueId(at - 180, next);
  return [
    ...trace(at, server, provider, to, next),
    `To: ${to}`,
    'Subject: Vote or else',
    `X-PHP-Originating-Script: ${server.uid}:mail.php`,
    `X-PHP-Script: ${server.script} for ${server.operator}`,
    `Date: ${written(at, server.zone, index % 3 === 0 ? 2 : 0)}`,
    `From: "${SPOOFED.name} ${SPOOFED.address}" <${server.user}@${server.host}>`,
    `Reply-To: <answer@reply-desk.example>`,
    `Message-ID: <${id}@clinic.example>`,
    'X-Mailer: PHPMailer [version 1.73]',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    ...shortThreat(voter),
  ];
}

/** Third wave: made to look like a desktop program; its Message-ID holds a time that no computer had. */
function thirdWave(voter, index, next) {
  const server = SERVERS[index % 2];
  const provider = PROVIDERS[index % PROVIDERS.length];
  const to = addressOf(voter, provider);
  const at = START + 31 * 3_600_000 + index * 90_000 + next(30_000);
  const hex = (length) => Array.from({ length }, () => '0123456789abcdef'[next(16)]).join('');
  const [returnPath, deliveredTo, ...received] = trace(at, server, provider, to, next);
  return [
    returnPath,
    deliveredTo,
    ...received.slice(0, 6),
    `Message-ID: <${hex(4)}f${hex(7)}$${hex(8)}$${hex(8)}@${SPOOFED.domain}>`,
    `From: "${SPOOFED.name}" <${SPOOFED.address}>`,
    `To: <${to}>`,
    'Subject: Vote as you are told, neighbour \u2014 or else',
    `Date: ${written(at - 3 * 86_400_000, '-0500')}`,
    ...received.slice(6),
    'MIME-Version: 1.0',
    'X-Mailer: Microsoft Office Outlook 12.0',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...shortThreat(voter),
  ];
}

/** A notice from the template; its run number is the time of sending, in hexadecimal digits: a field of no known program. */
function notice(voter, index, next) {
  const office = OFFICES[index % OFFICES.length];
  const provider = PROVIDERS[index % PROVIDERS.length];
  const to = addressOf(voter, provider);
  const at = NOTICES + index * 22 * 3_600_000 + next(5_400_000);
  const run = Math.floor(at / 1000).toString(16);
  // The last four were sent to a list, with the same words.
  const text = index < 8 ? movedNotice(voter) : GENERAL_NOTICE;
  const lines = [
    `Return-Path: <${office.address}>`,
    `Delivered-To: ${to}`,
    `Received: from ${office.host} (${office.host} [${office.ip}])`,
    `\tby ${provider.mx} (Postfix) with ESMTPS id ${longQueueId(at + 4_000, next)}`,
    `\tfor <${to}>; ${written(at + 4_000, '+0000')} (UTC)`,
    `From: ${office.name} <${office.address}>`,
    `To: ${voter[0]} ${voter[1]} <${to}>`,
    'Subject: Your polling place has moved',
    `Date: ${written(at, '-0400')}`,
    `Message-ID: <notice-${1 + index}.${next(9000) + 1000}@${office.host}>`,
    `X-Notice-Run: ${run}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/related; boundary="${SEPARATOR}"`,
    '',
    `--${SEPARATOR}`,
    'Content-Type: text/html; charset=us-ascii',
    '',
    `<html><body><img src="cid:${PICTURE_ID}" alt="Seal">${text.map((line) => `<p>${line}</p>`).join('')}</body></html>`,
    '',
    `--${SEPARATOR}`,
    'Content-Type: image/gif; name="seal.gif"',
    'Content-Disposition: inline; filename="seal.gif"',
    'Content-Transfer-Encoding: base64',
    `Content-ID: <${PICTURE_ID}>`,
    '',
    PICTURE,
    '',
    `--${SEPARATOR}--`,
  ];
  return { at: at + 4_000, lines };
}

/** FILETIME words of an instant: hundreds of nanoseconds since 1601, high and low half. */
function fileTime(ms) {
  const ticks = (BigInt(ms) + 11_644_473_600_000n) * 10_000n + 4_321n;
  const hex = ticks.toString(16).padStart(16, '0');
  return [hex.slice(0, 8), hex.slice(8)];
}

/** Ids that agree with each other, as a real desktop program makes them: Message-ID in UTC, boundary in local time. */
function outlookIds() {
  const at = Date.UTC(2020, 9, 20, 14, 31, 14, 640);
  const [high, low] = fileTime(at);
  const [localHigh, localLow] = fileTime(at - 4 * 3_600_000);
  const root = Buffer.alloc(22);
  Buffer.from(`${high}${low}`, 'hex').copy(root, 1, 0, 5);
  root[0] = 1;
  Buffer.from(high, 'hex').copy(root, 0, 0, 4);
  Buffer.from(low, 'hex').copy(root, 4, 0, 2);
  createHash('md5').update('thread').digest().copy(root, 6);
  return {
    '{{OUTLOOK_ID}}': `018d${high}$${low}$7c2a10f0$@county.example`,
    '{{OUTLOOK_BOUNDARY}}': `----=_NextPart_000_018E_${localHigh}.${localLow}`
      .toUpperCase()
      .replace('NEXTPART', 'NextPart'),
    '{{THREAD_INDEX}}': root.toString('base64'),
  };
}

function fillIn(lines, values, next) {
  return lines.map((line) =>
    Object.entries(values)
      .reduce((text, [mark, value]) => text.replaceAll(mark, value), line)
      .replace(/\{\{QUEUE ([^}]+)\}\}/g, (_, at) => longQueueId(Date.parse(at) - 400 + next(300), next)),
  );
}

const bytesOf = (lines, end) => Buffer.from(`${lines.join(end)}${end}`, 'utf8');

function writeMessage(path, lines, end = '\r\n') {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytesOf(lines, end));
}

/** A mailbox file of the mboxrd kind: `From ` lines before each message, quoting in the text. */
function mailbox(messages, owner = 'clerk@county.example') {
  const parts = messages.map(({ at, lines }) => {
    const from = new Date(at).toUTCString().replace(/(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT/, '$1 $3 $2 $5 $4');
    const quoted = lines.map((line) => (/^>*From /.test(line) ? `>${line}` : line));
    return [`From ${owner} ${from}`, ...quoted, ''];
  });
  return bytesOf(parts.flat(), '\n');
}

function make() {
  for (const folder of [MAIL, LISTS]) {
    rmSync(folder, { recursive: true, force: true });
  }
  const next = numbers(20201020);
  VOTERS.slice(0, 20).forEach((voter, index) => {
    const name = `${voter[5]}-${voter[1]}.eml`.toLowerCase();
    writeMessage(join(MAIL, 'voters', voter[4].toLowerCase(), name), firstWave(voter, index, next));
  });
  VOTERS.slice(20).forEach((voter, index) => {
    const name = `${voter[5]}-${voter[1]}.eml`.toLowerCase();
    writeMessage(join(MAIL, 'voters', voter[4].toLowerCase(), name), thirdWave(voter, index, next));
  });
  const reported = VOTERS.slice(3, 15).map((voter, index) => ({
    at: START + 27 * 3_600_000 + index * 67_000,
    lines: secondWave(voter, index, next),
  }));
  writeFileSync(join(MAIL, 'reported-to-county.mbox'), mailbox(reported));
  const ids = outlookIds();
  for (const [name, lines] of Object.entries(HONEST)) {
    writeMessage(join(MAIL, 'office', name), fillIn(lines, ids, next));
  }
  const notices = VOTERS.slice(2, 14).map((voter, index) => notice(voter, index, next));
  writeFileSync(join(MAIL, 'polling-place-notices.mbox'), mailbox(notices, 'hotline@state.example'));
  mkdirSync(LISTS);
  writeFileSync(join(LISTS, 'voters-2019.csv'), bytesOf(olderList(), '\n'));
  writeFileSync(join(LISTS, 'voters-2020.csv'), bytesOf(newerList(), '\n'));
}

make();
