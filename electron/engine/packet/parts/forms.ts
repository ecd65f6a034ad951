import { certification902of13 } from '../../../../shared/packet-format/forms/certification-902-13';
import { certification902of14 } from '../../../../shared/packet-format/forms/certification-902-14';
import { custodyFormDocument } from '../../../../shared/packet-format/forms/custody-form';
import { ic3Sheet } from '../../../../shared/packet-format/forms/ic3-sheet';
import { FORMS } from '../../../../shared/packet-format/packet-layout';
import { throwIfCancelled } from '../cancelled';
import { renderPdf } from '../report/render-pdf';
import { type PacketPart, type PartFile, textFile } from './packet-part';

/** Forms for a person to read, correct and sign, and the text for a report on the web. */
export const forms: PacketPart = async function* ({ content, resourcesDir, signal }): AsyncGenerator<PartFile> {
  const documents = [
    [FORMS.certification14, certification902of14],
    [FORMS.certification13, certification902of13],
    [FORMS.custody, custodyFormDocument],
  ] as const;
  for (const [path, compose] of documents) {
    throwIfCancelled(signal);
    yield { path, pieces: await renderPdf(compose(content), { resourcesDir, signal }) };
  }
  yield textFile(FORMS.ic3, ic3Sheet(content));
};
