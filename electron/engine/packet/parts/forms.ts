import { type FormName, templates } from '../../../../shared/briefing/templates';
import { certification902of13 } from '../../../../shared/packet-format/forms/certification-902-13';
import { certification902of14 } from '../../../../shared/packet-format/forms/certification-902-14';
import { custodyFormDocument } from '../../../../shared/packet-format/forms/custody-form';
import { ic3Sheet } from '../../../../shared/packet-format/forms/ic3-sheet';
import { FORMS } from '../../../../shared/packet-format/packet-layout';
import type { ReportContent } from '../../../../shared/packet-format/report-content';
import type { ReportDocument } from '../../../../shared/packet-format/report-model';
import { throwIfCancelled } from '../cancelled';
import { renderPdf } from '../report/render-pdf';
import { type PacketPart, type PartFile, textFile } from './packet-part';

/** Forms for a person to read, correct and sign, and the text for a report on the web: those that the template names. */
export const forms: PacketPart = async function* ({ content, resourcesDir, signal }): AsyncGenerator<PartFile> {
  for (const name of templates[content.template].forms) {
    throwIfCancelled(signal);
    yield name === 'ic3'
      ? textFile(FORMS.ic3, ic3Sheet(content))
      : { path: FORMS[name], pieces: await renderPdf(DOCUMENTS[name](content), { resourcesDir, signal }) };
  }
};

const DOCUMENTS: Readonly<Record<Exclude<FormName, 'ic3'>, (content: ReportContent) => ReportDocument>> = {
  certification14: certification902of14,
  certification13: certification902of13,
  custody: custodyFormDocument,
};
