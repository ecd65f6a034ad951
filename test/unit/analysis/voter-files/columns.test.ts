import { describe, expect, it, test } from 'vitest';
import { type ColumnKind, columnsOf } from '../../../../shared/analysis/voter-files/columns';
import { lookupOf, rowValues } from '../../../../shared/analysis/voter-files/row-values';
import fc from '../../../helpers/properties';

const kindsOf = (names: readonly string[]) => Object.fromEntries(columnsOf(names)?.at ?? []);

describe('columns by their names', () => {
  test.each<[file: string, names: string, kinds: Partial<Record<ColumnKind, number>>]>([
    [
      'North Carolina',
      'county_id county_desc voter_reg_num status_cd voter_status_desc last_name first_name middle_name name_suffix_lbl res_street_address res_city_desc zip_code mail_addr1 mail_zipcode full_phone_number party_cd birth_year',
      {
        county: 1,
        'voter-id': 2,
        status: 3,
        'last-name': 5,
        'first-name': 6,
        'middle-name': 7,
        suffix: 8,
        address: 9,
        city: 10,
        zip: 11,
        phone: 14,
        party: 15,
        'birth-year': 16,
      },
    ],
    [
      'Ohio',
      'SOS_VOTERID COUNTY_NUMBER LAST_NAME FIRST_NAME MIDDLE_NAME SUFFIX DATE_OF_BIRTH VOTER_STATUS PARTY_AFFILIATION RESIDENTIAL_ADDRESS1 RESIDENTIAL_SECONDARY_ADDR RESIDENTIAL_CITY RESIDENTIAL_ZIP RESIDENTIAL_ZIP_PLUS4 MAILING_ADDRESS1 MAILING_ZIP',
      {
        'voter-id': 0,
        'last-name': 2,
        'first-name': 3,
        'middle-name': 4,
        suffix: 5,
        'birth-date': 6,
        status: 7,
        party: 8,
        address: 9,
        city: 11,
        zip: 12,
        zip4: 13,
      },
    ],
    [
      'Washington',
      'StateVoterID FName MName LName NameSuffix Birthyear RegStNum RegStName RegStType RegStPreDirection RegStPostDirection RegCity RegZipCode MailZip LastVoted StatusCode',
      {
        'voter-id': 0,
        'first-name': 1,
        'middle-name': 2,
        'last-name': 3,
        suffix: 4,
        'birth-year': 5,
        'house-number': 6,
        'street-name': 7,
        'street-type': 8,
        'street-prefix': 9,
        'street-suffix': 10,
        city: 11,
        zip: 12,
        'last-vote': 14,
        status: 15,
      },
    ],
    [
      'Michigan',
      'LAST_NAME FIRST_NAME MIDDLE_NAME STREET_NUMBER_SUFFIX NAME_SUFFIX YEAR_OF_BIRTH STREET_NUMBER DIRECTION_PREFIX STREET_NAME STREET_TYPE DIRECTION_SUFFIX CITY ZIP_CODE COUNTY_NAME VOTER_IDENTIFICATION_NUMBER VOTER_STATUS_TYPE_CODE',
      {
        'last-name': 0,
        'first-name': 1,
        'middle-name': 2,
        suffix: 4,
        'birth-year': 5,
        'house-number': 6,
        'street-prefix': 7,
        'street-name': 8,
        'street-type': 9,
        'street-suffix': 10,
        city: 11,
        zip: 12,
        county: 13,
        'voter-id': 14,
        status: 15,
      },
    ],
    [
      'Colorado',
      'VOTER_ID COUNTY FIRST_NAME LAST_NAME RESIDENTIAL_ADDRESS RESIDENTIAL_CITY RESIDENTIAL_ZIP_CODE RESIDENTIAL_ZIP_PLUS PHONE_NUM HOUSE_NUM HOUSE_SUFFIX PRE_DIR POST_DIR BIRTH_YEAR STATUS PARTY',
      {
        'voter-id': 0,
        county: 1,
        'first-name': 2,
        'last-name': 3,
        address: 4,
        city: 5,
        zip: 6,
        zip4: 7,
        phone: 8,
        'house-number': 9,
        'street-prefix': 11,
        'street-suffix': 12,
        'birth-year': 13,
        status: 14,
        party: 15,
      },
    ],
    [
      'L2',
      'LALVOTERID Voters_FirstName Voters_LastName Residence_Addresses_AddressLine Residence_Addresses_City Residence_Addresses_Zip Residence_Addresses_ZipPlus4 VoterTelephones_LandlineFormatted Voters_BirthDate Parties_Description',
      {
        'voter-id': 0,
        'first-name': 1,
        'last-name': 2,
        address: 3,
        city: 4,
        zip: 5,
        zip4: 6,
        phone: 7,
        'birth-date': 8,
        party: 9,
      },
    ],
  ])('%s', (_, names, kinds) => {
    expect(kindsOf(names.split(' '))).toEqual(kinds);
  });

  it('reads names of columns with blanks, and an address for mail is no address for e-mail', () => {
    expect(kindsOf(['LAST NAME', 'FIRST NAME', 'RESIDENCE STREET NUMBER', 'MAIL ZIP', 'Email address'])).toEqual({
      'last-name': 0,
      'first-name': 1,
      'house-number': 2,
      email: 4,
    });
  });

  it('does not take a person for names of columns, nor columns of something else for a voter file', () => {
    expect(columnsOf(['ROE', 'JANE', 'Q', '12 ELM ST', 'ANYTOWN', '99501'])).toBeNull();
    expect(columnsOf(['date', 'amount', 'status'])).toBeNull();
    expect(columnsOf(['zip', 'city', 'party', 'county'])).toBeNull();
  });

  it('never fails, whatever the first line holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (names) => {
        const columns = columnsOf(names);
        for (const index of columns?.at.values() ?? []) expect(index).toBeLessThan(names.length);
      }),
    );
  });
});

describe('files without names of columns', () => {
  const florida = (): string[] => {
    const cells = Array.from({ length: 38 }, () => '');
    const known: readonly (readonly [number, string])[] = [
      [0, 'ALA'],
      [1, '100000001'],
      [2, 'Roe'],
      [4, 'Jane'],
      [5, 'Q'],
      [7, '12 Elm St'],
      [11, '99501-1234'],
      [21, '02/03/1970'],
      [23, 'DEM'],
      [34, '202'],
      [35, '5550100'],
      [37, 'jane.roe@example.com'],
    ];
    for (const [at, value] of known) cells[at] = value;
    return cells;
  };

  it('knows the extract of Florida by its form', () => {
    const columns = columnsOf(florida());
    expect(columns?.layout).toBe('florida');
    expect(columns && Object.fromEntries(rowValues(florida(), columns))).toEqual({
      'first-name': 'Jane',
      'middle-name': 'Q',
      'last-name': 'Roe',
      address: '12 Elm St',
      zip: '99501',
      zip4: '1234',
      party: 'DEM',
      county: 'ALA',
      'birth-date': '02/03/1970',
      email: 'jane.roe@example.com',
      phone: '202 5550100',
      'voter-id': '100000001',
    });
  });

  it('knows the full export of Pennsylvania by its form', () => {
    const cells = Array.from({ length: 153 }, (_, at) => (at === 0 ? '100000001-01' : `v${at}`));
    expect(columnsOf(cells)?.layout).toBe('pennsylvania');
    expect(columnsOf(cells.slice(0, 40))).toBeNull();
  });
});

describe('what a row says', () => {
  const valuesOf = (names: readonly string[], cells: readonly string[]) => {
    const columns = columnsOf(names);
    return columns === null ? null : Object.fromEntries(rowValues(cells, columns));
  };

  it('puts a street together, and a name apart', () => {
    const names = ['name', 'house_num', 'pre_dir', 'street_name', 'street_type', 'zip'];
    expect(valuesOf(names, ['Roe, Jane Quincy', '12', 'N', 'Elm', 'St', '995011234'])).toEqual({
      'first-name': 'Jane',
      'middle-name': 'Quincy',
      'last-name': 'Roe',
      address: '12 N Elm St',
      zip: '99501',
      zip4: '1234',
    });
    expect(valuesOf(names, ['Jane Roe', '', '', '', '', 'x'])).toEqual({ 'first-name': 'Jane', 'last-name': 'Roe' });
  });

  it('reads bytes as UTF-8 where they are, else as windows-1252', () => {
    const names = ['first_name', 'last_name', 'zip'];
    expect(valuesOf(names, ['Ren\u00c3\u00a9', 'Roe', ''])).toMatchObject({ 'first-name': 'René' });
    expect(valuesOf(names, ['Ren\u00e9', 'Roe', ''])).toMatchObject({ 'first-name': 'René' });
  });

  it('looks names up in either order, by first and last word', () => {
    const columns = columnsOf(['first_name', 'last_name', 'email']);
    const of = (first: string, last: string) => columns && lookupOf([first, last, 'A@Example.com'], columns);
    expect(of('JANE', 'ROE')).toEqual({ email: 'a@example.com', name: 'JANE ROE' });
    expect(of('Jane Ann', "de l'Orme")).toEqual({ email: 'a@example.com', name: 'JANE LORME' });
    expect(of('', 'ROE')?.name).toBe('');
  });
});
