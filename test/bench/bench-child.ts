/** One measured step in a process of its own: `node bench-child.mjs STEP CASE WORKER-URL [PATH]`; prints one JSON object. */
import { resolve } from 'node:path';
import { argv, resourceUsage, stdout } from 'node:process';
import { verifyCase } from '../../electron/engine/case/verify-case';
import { systemEnvironment } from '../../electron/engine/environment';
import { verifyPacket } from '../../electron/engine/packet/verify-packet';
import { type CaseSession, openSession } from '../../electron/engine/session/case-session';
import { addExhibits } from '../../electron/engine/session/choose-exhibits';
import { createNewCase } from '../../electron/engine/session/create-new-case';
import { describeState } from '../../electron/engine/session/describe-state';
import { exportPacket } from '../../electron/engine/session/export-packet';
import { importInto } from '../../electron/engine/session/import-into';
import { readCaseOverview } from '../../electron/engine/session/read-overview';
import { testSigner } from '../helpers/test-signer';

const [, , step = '', dir = '', worker = '', path = ''] = argv;
const places = { workerFile: new URL(worker), resourcesDir: resolve('resources') };
/** Since this process began: what a person would wait for. */
const now = () => performance.now() / 1000;
const QUERIES = [
  'viagra',
  'linux',
  'from:debian',
  'subject:free',
  '"mailing list"',
  'money',
  'to:example',
  'perl python',
  'severity:high',
  'subject:re',
];
const HEADER_QUERIES = [
  'header:x-mailer',
  'header:x-mailer=outlook',
  'header:content-type="text html"',
  'header:list-id=linux',
];
const SENDERS = ['a', 'm', 'de', 'yahoo', 'example.'];
const ROUNDS = 20;

const steps: Readonly<Record<string, () => Promise<object>>> = {
  create: async () => {
    await createNewCase(dir, { name: 'Bench', number: '1' }, await testSigner(), systemEnvironment);
    return {};
  },
  import: async () => {
    const signer = await testSigner();
    return await withSession(async (session) => {
      const times = { firstRows: 0, allRows: 0, received: 0 };
      let rows = 0;
      let asked = 0;
      const onRows = () => {
        times.firstRows ||= now();
        if (now() - asked > 0.3) {
          asked = now();
          const { total } = page(session, '', 1);
          times.allRows = total > rows ? now() : times.allRows;
          rows = Math.max(rows, total);
        }
      };
      const result = await importInto(
        session,
        signer,
        { paths: [path], source: '', receivedFrom: '', note: '' },
        { onRows },
      );
      const bytes = result.evidence.reduce((sum, item) => sum + item.bytes, 0);
      return { messages: result.messages, setAside: result.setAside, bytes, ...times };
    });
  },
  open: async () => {
    const before = now();
    return await withSession(async (session) => ({ rows: page(session, '', 100).rows.length, opened: now() - before }));
  },
  search: async () =>
    await withSession(async (session) => ({
      ...(await timesOf(QUERIES, (query) => page(session, query, 100))),
      header: await timesOf(HEADER_QUERIES, (query) => page(session, query, 100)),
      senders: await timesOf(SENDERS, (start) => session.catalogue.senders(start, 12)),
      overview: await timesOf([''], (query) => readCaseOverview(session, query), 5),
      overviewOfSearch: await timesOf(['linux'], (query) => readCaseOverview(session, query), 5),
      state: await timesOf([''], () => describeState(session), 5),
    })),
  /** Chooses as many exhibits as `path` says, from the first message on. */
  exhibits: async () => {
    const signer = await testSigner();
    return await withSession(async (session) => {
      const { rows } = page(session, '', Number(path));
      return {
        exhibits: (
          await addExhibits(
            session,
            signer,
            rows.map(({ ref }) => ref),
          )
        ).length,
      };
    });
  },
  /** Builds the packet of the exhibits at `path`, as the window would. */
  export: async () => {
    const signer = await testSigner();
    return await withSession(async (session) => {
      const before = now();
      const { files } = await exportPacket(session, signer, { path, zip: false });
      return { files, took: now() - before };
    });
  },
  'verify-packet': async () => {
    const before = now();
    const { ok, checks } = await verifyPacket(path);
    return { ok, failed: checks.filter((check) => !check.ok).map(({ name }) => name), took: now() - before };
  },
  verify: async () => {
    const before = now();
    const { ok } = await verifyCase(dir, { workerFile: places.workerFile });
    return { ok, took: now() - before };
  },
};

/** Milliseconds of each question, asked in turn again and again. */
async function timesOf(questions: readonly string[], ask: (question: string) => unknown, rounds = ROUNDS) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      const before = performance.now();
      await ask(question);
      times.push(performance.now() - before);
    }
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] };
}

function page(session: CaseSession, query: string, limit: number) {
  return session.catalogue.list({ query, sort: 'ref', descending: false, offset: 0, limit });
}

async function withSession<T>(work: (session: CaseSession) => Promise<T>): Promise<T> {
  const session = await openSession(dir, 'write', systemEnvironment, places);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

const answer = await steps[step]?.();
const { userCPUTime, systemCPUTime, maxRSS } = resourceUsage();
const cpu = (userCPUTime + systemCPUTime) / 1e6;
stdout.write(`${JSON.stringify({ ...answer, seconds: now(), cpu, peakMb: maxRSS / 1024 })}\n`);
