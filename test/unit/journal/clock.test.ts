/** The clock of a session: wall clock in UTC with its zone, against the monotonic one. */

import { describe, expect, test } from 'vitest';
import { type Environment, systemEnvironment } from '../../../electron/engine/environment';
import { SessionClock } from '../../../electron/engine/journal/clock';
import fc from '../../helpers/properties';

const NOON = Date.UTC(2026, 10, 23, 12);

function clockAt(machine: { wall: number; mono: number; zone: number }): SessionClock {
  const env: Environment = {
    ...systemEnvironment,
    now: () => machine.wall,
    monotonicMs: () => machine.mono,
    zoneOffsetMinutes: () => machine.zone,
  };
  return new SessionClock(env);
}

describe('the clock of a session', () => {
  test('counts monotonic time from the session\u2019s beginning', () => {
    const machine = { wall: NOON, mono: 5_000, zone: 0 };
    const clock = clockAt(machine);
    machine.mono += 250;
    machine.wall += 250;

    expect(clock.now()).toEqual({ wallMs: NOON + 250, mono: 250 });
  });

  test.each([
    [0, '+00:00'],
    [-300, '-05:00'],
    [330, '+05:30'],
    [345, '+05:45'],
    [-210, '-03:30'],
    [840, '+14:00'],
  ])('writes a zone of %i minutes as %s', (zone, text) => {
    expect(clockAt({ wall: NOON, mono: 0, zone }).zone(NOON)).toBe(text);
  });

  test('that went on as it should has nothing to record', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: -2_000, max: 2_000 }), (passed, drift) => {
        const machine = { wall: NOON, mono: 0, zone: 0 };
        const clock = clockAt(machine);
        clock.settle(clock.now());
        machine.wall += passed + drift;
        machine.mono += passed;
        const isBack = machine.wall < NOON;
        expect(clock.jump(clock.now(), new Date(NOON).toISOString()) === null).toBe(!isBack);
      }),
    );
  });

  test('that was set forward or back against the monotonic clock says by how much, and since when', () => {
    fc.assert(
      fc.property(fc.nat(1e8), fc.integer({ min: 2_001, max: 1e9 }), fc.boolean(), (passed, by, forward) => {
        const machine = { wall: NOON, mono: 0, zone: 0 };
        const clock = clockAt(machine);
        clock.settle(clock.now());
        machine.wall += passed + (forward ? by : -by);
        machine.mono += passed;
        expect(clock.jump(clock.now(), null)).toEqual({
          driftMs: forward ? by : -by,
          since: new Date(NOON).toISOString(),
          reason: 'against-monotonic-clock',
        });
      }),
    );
  });

  test('that stands before the last entry of an earlier session says so; how far is not known', () => {
    const clock = clockAt({ wall: NOON - 10, mono: 0, zone: 0 });

    expect(clock.jump(clock.now(), new Date(NOON).toISOString())).toEqual({
      driftMs: null,
      since: '2026-11-23T12:00:00.000Z',
      reason: 'before-last-entry',
    });
  });
});
