import type { ReportContent, ReportExhibit } from '../../../shared/packet-format/report-content';

/** An exhibit with the way to its bytes. */
export interface PacketExhibit extends ReportExhibit {
  /** The message's original bytes, as the vault holds them. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** Everything that goes into a packet: plain data, so that a packet can be built without knowing the case's store. */
export interface PacketContent extends ReportContent {
  readonly exhibits: readonly PacketExhibit[];
  /** The custody journal's exact bytes. */
  readonly journalBytes: Uint8Array;
  /**
   * Certificates of all examiners who signed journal entries, PEM, byte for byte as the vault holds them: the journal
   * names them by hash. The signer's own may be among them.
   */
  readonly certificates: readonly string[];
}
