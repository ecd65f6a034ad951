import type { BoundaryView, HopView } from '../../shared/contract/model';

/** A hop of which nothing is known, for tests to fill in what they look at. */
export const EMPTY_HOP: HopView = {
  from: '',
  helo: '',
  reverseName: '',
  ip: '',
  by: '',
  protocol: '',
  id: '',
  recipient: '',
  envelopeFrom: '',
  account: '',
  localUser: '',
  tls: null,
  registered: null,
  clock: null,
  time: null,
  timeAsWritten: '',
  delaySeconds: null,
  trusted: false,
  start: 0,
  end: 0,
};

export const PROPOSED: BoundaryView = { trustedHops: 0, proposed: 0, confirmedBy: [], moved: null };
