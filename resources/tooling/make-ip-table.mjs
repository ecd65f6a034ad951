import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/**
 * Makes resources/tables/ip-registration.bin: for each IP address the country that its block is registered in and the
 * network that announces it. Run by hand, when the table is to be renewed:
 *
 *   npm pack @ip-location-db/geo-whois-asn-country @ip-location-db/asn     (then unpack each)
 *   node resources/tooling/make-ip-table.mjs COUNTRY-PACKAGE-FOLDER ASN-PACKAGE-FOLDER
 *
 * The layout is read by shared/ip-table/read-ip-table.ts: a line of JSON, then columns, each with its bytes transposed
 * (all first bytes, all second bytes, …), which compresses well and is read without a parser.
 */

const [countryFolder, networkFolder] = process.argv.slice(2);
if (countryFolder === undefined || networkFolder === undefined) {
  process.stderr.write('usage: node resources/tooling/make-ip-table.mjs COUNTRY-FOLDER ASN-FOLDER\n');
  process.exit(2);
}

/** Rows of `start,end,value[,name]`, addresses as decimal numbers. */
function readRows(folder, name) {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [start, end, value, ...rest] = line.split(',');
      return {
        start: BigInt(start),
        end: BigInt(end),
        value,
        name: rest.join(',').replace(/^"|"$/g, '').replaceAll('""', '"'),
      };
    });
}

/** Where a value begins, gaps included; neighbours with the same value are one. Addresses are cut to `bits`. */
function boundaries(rows, shift, none) {
  const found = [];
  const add = (start, value) => {
    const last = found.at(-1);
    if (last?.start === start) last.value = value;
    else if (last?.value !== value) found.push({ start, value });
  };
  let next = 0n;
  for (const { start, end, value } of rows) {
    const [first, last] = [start >> shift, end >> shift];
    if (first > next) add(next, none);
    add(first, value);
    next = last + 1n;
  }
  add(next, none);
  return found.filter((entry, index) => index === 0 || entry.value !== found[index - 1].value);
}

function column(numbers, width) {
  const bytes = Buffer.alloc(numbers.length * width);
  for (const [index, number] of numbers.entries()) {
    let rest = BigInt(number);
    for (let place = width - 1; place >= 0; place -= 1) {
      bytes[place * numbers.length + index] = Number(rest & 0xffn);
      rest >>= 8n;
    }
  }
  return bytes;
}

const country4 = boundaries(readRows(countryFolder, 'geo-whois-asn-country-ipv4-num.csv'), 0n, '');
const country6 = boundaries(readRows(countryFolder, 'geo-whois-asn-country-ipv6-num.csv'), 64n, '');
const rows4 = readRows(networkFolder, 'asn-ipv4-num.csv');
const rows6 = readRows(networkFolder, 'asn-ipv6-num.csv');
const network4 = boundaries(rows4, 0n, '0');
const network6 = boundaries(rows6, 64n, '0');

const countries = ['', ...new Set([...country4, ...country6].map(({ value }) => value).filter(Boolean))].sort();
const names = new Map([...rows6, ...rows4].map(({ value, name }) => [value, name]));
const networks = ['0', ...[...names.keys()].sort((a, b) => Number(a) - Number(b))];
const countryIndex = new Map(countries.map((code, index) => [code, index]));
const networkIndex = new Map(networks.map((number, index) => [number, index]));
const { version } = JSON.parse(readFileSync(join(networkFolder, 'package.json'), 'utf8'));
const [, year, month, day] = /(\d{4})(\d\d)(\d\d)\d\d$/.exec(version) ?? [];

const columns = [
  column(
    country4.map(({ start }) => start),
    4,
  ),
  column(
    country4.map(({ value }) => countryIndex.get(value)),
    1 + Number(countries.length > 255),
  ),
  column(
    country6.map(({ start }) => start),
    8,
  ),
  column(
    country6.map(({ value }) => countryIndex.get(value)),
    1 + Number(countries.length > 255),
  ),
  column(
    network4.map(({ start }) => start),
    4,
  ),
  column(
    network4.map(({ value }) => networkIndex.get(value)),
    3,
  ),
  column(
    network6.map(({ start }) => start),
    8,
  ),
  column(
    network6.map(({ value }) => networkIndex.get(value)),
    3,
  ),
  Buffer.from(
    networks.map((number) => `${number}\t${(names.get(number) ?? '').replace(/[\t\n\r]/g, ' ')}\n`).join(''),
    'utf8',
  ),
];
const head = {
  format: 'chainmail-ip-table',
  version: 1,
  date: `${year}-${month}-${day}`,
  countries,
  country4: country4.length,
  country6: country6.length,
  network4: network4.length,
  network6: network6.length,
  columns: columns.map(({ length }) => length),
};
const whole = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`, 'utf8'), ...columns]);
const packed = brotliCompressSync(whole, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
  },
});
const file = fileURLToPath(new URL('../tables/ip-registration.bin', import.meta.url));
writeFileSync(file, packed);
process.stdout.write(
  `${file}: ${packed.length} bytes (${whole.length} unpacked), ${JSON.stringify({ ...head, countries: countries.length })}\n`,
);
