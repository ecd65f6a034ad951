import { expect, test } from 'vitest';
import { howItCame } from '../../../../renderer/src/views/message/summary/model';

const by = 'Chainmail 1, reader x';
const rebuilt = { by, missing: ['recipients'] };
const changed = { by, missing: [], done: ['"> " in front of 2 lines was taken away', '1 lines were left out'] };

test('how a message came says what was done to its bytes', () => {
  const parent = 'E-001/1';
  expect(howItCame({ origin: 'acquired', parent: null, rebuilt: null })).toBe('');
  expect(howItCame({ origin: 'rebuilt', parent: null, rebuilt })).toBe(
    `Rebuilt from a mail program's properties by ${by}: the bytes shown are not those that were sent. Not in the container: recipients.`,
  );
  const told = `Rebuilt by ${by}: "> " in front of 2 lines was taken away; 1 lines were left out. The bytes shown are not those of the file.`;
  expect(howItCame({ origin: 'rebuilt', parent: null, rebuilt: changed })).toBe(told);
  expect(howItCame({ origin: 'transcribed', parent: null, rebuilt: changed })).toBe(
    `Transcribed by hand or pasted from a screen: not the bytes of a message. ${told}`,
  );
  expect(howItCame({ origin: 'enclosed', parent, rebuilt: changed })).toBe(
    `Enclosed in E-001/1. Its outer message was rebuilt by ${by}: the bytes shown are not those that were sent.`,
  );
});
