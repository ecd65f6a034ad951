/** A process that imports a folder into a case and can be killed: `node import-process.mjs CASE FOLDER WORKER-URL`. */
import { argv, resourceUsage, stdout } from 'node:process';
import { openCase } from '../../../electron/engine/case/case-store';
import { openCatalogue } from '../../../electron/engine/catalogue/catalogue';
import { systemEnvironment } from '../../../electron/engine/environment';
import { importEvidence } from '../../../electron/engine/ingest/import-evidence';
import { openMessagePool } from '../../../electron/engine/message/message-pool';
import { testSigner } from '../../helpers/test-signer';

const [, , caseDir = '', folder = '', workerUrl = ''] = argv;
const store = await openCase(caseDir, { mode: 'write' }, systemEnvironment);
const catalogue = await openCatalogue(store);
const pool = openMessagePool(new URL(workerUrl), { threads: 2 });
const signer = await testSigner();
stdout.write('begin\n');
await importEvidence({ store, catalogue, pool, signer }, { paths: [folder], source: '', receivedFrom: '', note: '' });
await pool.close();
await catalogue.close();
await store.close();
stdout.write(`end, peak ${Math.round(resourceUsage().maxRSS / 1024)} MB\n`);
