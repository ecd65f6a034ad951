/** The page that checks a packet in any current browser, without a network and without Chainmail. */
import type { PacketFiles } from '../../../shared/packet-format/checks/packet-inspection';
import { BAG_DECLARATION, DESCRIPTION, MANIFEST, TAG_MANIFEST } from '../../../shared/packet-format/packet-layout';
import { verifyPacketFiles } from '../../../shared/packet-format/verify-packet';
import { toldFingerprint } from '../../../shared/text/told-fingerprint';
import { verifyPage } from '../../../shared/wording/verify-page';
import { type Given, givenByDrop, givenByField } from './dropped-files';
import { packetOfFolder, packetOfZip } from './packet-files';
import { PageProblem } from './page-problem';
import { element, resultOf } from './show';
import { WEB_TOOLS } from './web-tools';

const SIGNS: readonly string[] = [BAG_DECLARATION, MANIFEST, TAG_MANIFEST, DESCRIPTION];

const outcome = element('div', '', { id: 'outcome', 'aria-live': 'polite' });
const fingerprint = element('input', '', { id: 'told', type: 'text', spellcheck: 'false', autocomplete: 'off' });

document.title = verifyPage.title;
document.body.append(
  element('main', [
    element('h1', verifyPage.title),
    element('p', verifyPage.lead),
    element('label', verifyPage.fingerprintLabel, { for: 'told' }),
    fingerprint,
    element('p', verifyPage.fingerprintHint, { class: 'hint' }),
    dropZone(),
    outcome,
    element('h3', verifyPage.caveatTitle),
    element(
      'ul',
      verifyPage.caveats.map((text) => element('li', text)),
    ),
  ]),
);

function dropZone(): HTMLElement {
  const zone = element('div', [
    element('p', verifyPage.drop),
    chooser('zip', verifyPage.chooseZip, { accept: '.zip,application/zip' }),
    chooser('folder', verifyPage.chooseFolder, { webkitdirectory: '' }),
  ]);
  zone.id = 'drop';
  // Anywhere on the page: a file dropped beside the frame would else be opened in its place.
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const items = event.dataTransfer?.items;
    void begin(items === undefined ? Promise.resolve(undefined) : givenByDrop(items));
  });
  return zone;
}

/** A field for files behind a label that looks like a button; reached by keyboard like one. */
function chooser(id: string, text: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const field = element('input', '', { type: 'file', id, ...attributes });
  field.addEventListener('change', () => {
    void begin(Promise.resolve(field.files === null ? undefined : givenByField(field.files)));
  });
  return element('label', [element('span', text), field], { class: 'chooser' });
}

/** One check at a time: an older one that still runs shows nothing any more. */
let latest = 0;

async function begin(giving: Promise<Given | undefined>): Promise<void> {
  latest += 1;
  const own = latest;
  const show = (...nodes: readonly Node[]): void => {
    if (own === latest) {
      outcome.replaceChildren(...nodes);
    }
  };
  const say = (text: string, kind: string): void => show(element('p', text, { class: kind, role: 'status' }));
  try {
    const trusted = trustedFingerprints();
    const given = await giving;
    if (given === undefined) {
      throw new PageProblem(verifyPage.notAPacket);
    }
    say(verifyPage.reading(given.kind === 'zip' ? given.file.name : given.name), 'progress');
    const packet = given.kind === 'zip' ? await packetOfZip(given.file) : packetOfFolder(given.files);
    assertPacket(packet);
    const circumstances = { now: Date.now(), trusted, revocations: [] };
    const verdict = await verifyPacketFiles(packet, WEB_TOOLS, circumstances, (check) =>
      say(verifyPage.checking(check, packet.files.length), 'progress'),
    );
    show(resultOf(verdict));
  } catch (error) {
    say(error instanceof PageProblem ? error.message : verifyPage.failure, 'problem');
  }
}

/** @throws PageProblem where something was typed that is no fingerprint */
function trustedFingerprints(): ReadonlySet<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new PageProblem(verifyPage.noCrypto);
  }
  if (fingerprint.value.trim() === '') {
    return new Set();
  }
  const digits = toldFingerprint(fingerprint.value);
  if (digits === undefined) {
    throw new PageProblem(verifyPage.fingerprintWrong);
  }
  return new Set([digits]);
}

function assertPacket({ files, problems }: PacketFiles): void {
  const isPacket = files.some(({ path }) => SIGNS.some((sign) => path === sign || path.endsWith(`/${sign}`)));
  if (!isPacket && problems.length === 0) {
    throw new PageProblem(verifyPage.notAPacket);
  }
}
