import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readRouteWithBoundary } from '../../../shared/email/route';
import type { Boundary } from '../../../shared/email/types';
import { bytesOf } from './make';

const at = (second: number): string => `Tue, 20 Oct 2020 12:00:${String(second).padStart(2, '0')} +0000`;

function boundary(fields: readonly string[], trustedHops: number | null = null): Boundary {
  const anatomy = readAnatomy(bytesOf(`${fields.join('\r\n')}\r\n\r\nx`));
  return readRouteWithBoundary(anatomy, trustedHops).boundary;
}

const claim = `Received: from desk by mail.example.com with ESMTP id 2; ${at(1)}`;
const entry = `Received: from mail.example.com (mail.example.com [11.22.33.44]) by mx.example.org (Postfix) with ESMTP id 1 for <ben@example.org>; ${at(9)}`;
const filtered = `Received: from mx0a.pphosted.com (mx0a.pphosted.com [11.22.33.44]) by mx.example.org with ESMTP id 1; ${at(9)}`;
const filter = `Received: from mail.example.com (mail.example.com [11.22.33.55]) by mx0a.pphosted.com with ESMTP id 3; ${at(5)}`;

describe('fields of the receiving side that agree', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['none but the route', [entry, claim], ['for']],
    ['Delivered-To', ['Delivered-To: ben@example.org', entry, claim], ['Delivered-To', 'for']],
    [
      'the server that checked',
      ['Authentication-Results: mx.example.org; spf=pass', entry, claim],
      ['Authentication-Results', 'for'],
    ],
    ['a result of somebody else', ['Authentication-Results: mx.example.net; spf=pass', entry, claim], ['for']],
    ['one below the boundary, which anybody can write', [entry, claim, 'Delivered-To: ben@example.org'], ['for']],
  ])('%s', (_, fields, confirmedBy) => {
    expect(boundary(fields)).toEqual({ trustedHops: 1, proposed: 1, house: 'example.org', confirmedBy });
  });

  test('Exchange Online by its own fields', () => {
    const hop = `Received: from x.example.com (11.22.33.44) by AM0FT1.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1.1; ${at(9)}`;
    expect(boundary(['X-MS-Exchange-Organization-AuthAs: Anonymous', hop, claim])).toMatchObject({
      house: 'family:microsoft',
      confirmedBy: ['X-MS-Exchange-Organization-AuthAs'],
    });
  });
});

describe('a filter of the receiving side', () => {
  test('is taken in where it left a result of its own', () => {
    expect(boundary(['Authentication-Results: ppops.net; spf=pass', filtered, filter, claim]).proposed).toBe(2);
  });

  test.each<readonly [string, readonly string[]]>([
    ['it left no result', [filtered, filter, claim]],
    [
      'its name is only the host’s own word',
      [
        'Authentication-Results: ppops.net; spf=pass',
        filtered.replace('(mx0a.pphosted.com', '(unknown'),
        filter,
        claim,
      ],
    ],
    ['the next line is somebody else’s', ['Authentication-Results: ppops.net; spf=pass', filtered, claim]],
  ])('is not where %s', (_, fields) => {
    expect(boundary(fields).proposed).toBe(1);
  });
});

describe('the examiner’s boundary', () => {
  test.each([
    [0, 0],
    [2, 2],
    [99, 2],
    [null, 1],
  ])('%s hops: %i', (wanted, trustedHops) => {
    expect(boundary([entry, claim], wanted)).toMatchObject({ trustedHops, proposed: 1 });
  });
});
