/**
 * When programs that messages name came out, and when their makers gave them up.
 *
 * Dates are those of the makers' announcements, to the month; test versions ran earlier, which the rules allow for.
 */
export interface SoftwareRelease {
  /** Matches the claim in X-Mailer or User-Agent; what it matches is shown. */
  readonly pattern: RegExp;
  readonly releasedMs: number;
  /** From when on nobody should use it any more; undefined where it is in use. */
  readonly abandonedMs: number | undefined;
}

function release(pattern: RegExp, released: string, abandoned?: string): SoftwareRelease {
  const month = (text: string): number => Date.parse(`${text}-01T00:00:00Z`);
  return { pattern, releasedMs: month(released), abandonedMs: abandoned === undefined ? undefined : month(abandoned) };
}

/** Servers that write their version into Received; test versions and builds of makers ran some months before. */
export const SERVER_RELEASES: readonly SoftwareRelease[] = [
  release(/\(Exim 4\.8[7-9]\b/, '2016-04'),
  release(/\(Exim 4\.8[0-6]\b/, '2012-05'),
  release(/\(Exim 4\.90\b/, '2017-12'),
  release(/\(Exim 4\.91\b/, '2018-04'),
  release(/\(Exim 4\.92\b/, '2019-02'),
  release(/\(Exim 4\.93\b/, '2019-12'),
  release(/\(Exim 4\.94\b/, '2020-06'),
  release(/\(Exim 4\.95\b/, '2021-09'),
  release(/\(Exim 4\.96\b/, '2022-06'),
  release(/\(Exim 4\.97\b/, '2023-11'),
  release(/\(Exim 4\.98\b/, '2024-07'),
  release(/\(8\.12\.\d{1,2}[^\s()]{0,40}\/8\./, '2001-09'),
  release(/\(8\.13\.\d{1,2}[^\s()]{0,40}\/8\./, '2004-06'),
  release(/\(8\.14\.\d{1,2}[^\s()]{0,40}\/8\./, '2007-02'),
  release(/\(8\.15\.\d{1,2}[^\s()]{0,40}\/8\./, '2014-12'),
  release(/\(8\.18\.\d{1,2}[^\s()]{0,40}\/8\./, '2024-01'),
];

export const SOFTWARE_RELEASES: readonly SoftwareRelease[] = [
  release(/Microsoft Outlook Express 5\.\d+/, '1999-03', '2006-07'),
  release(/Microsoft Outlook Express 6\.\d+/, '2001-08', '2014-04'),
  release(/Microsoft Windows Mail 6\.0/, '2006-11', '2017-04'),
  release(/Microsoft Windows Live Mail 1[2-6]/, '2007-11', '2017-01'),
  release(/Microsoft Outlook CWS/, '1998-06', '2003-01'),
  release(/Microsoft Outlook IMO/, '1998-06', '2004-01'),
  release(/Microsoft Outlook, Build 10\./, '2001-05', '2011-07'),
  release(/Microsoft Office Outlook,? (?:Build )?11\./, '2003-10', '2014-04'),
  release(/Microsoft Office Outlook,? (?:Build )?12\./, '2007-01', '2017-10'),
  release(/Microsoft (?:Office )?Outlook 14\./, '2010-06', '2020-10'),
  release(/Microsoft (?:Office )?Outlook 15\./, '2013-01', '2023-04'),
  release(/Microsoft (?:Office )?Outlook 16\./, '2015-09'),
  release(/Microsoft CDO for Windows 2000/, '2000-02', '2015-07'),
  release(/PHPMailer \[version 1\.\d+/, '2003-01', '2008-01'),
  release(/PHPMailer \[version 2\.\d+/, '2008-01', '2011-01'),
  release(/PHPMailer 5\.[01]\.\d+/, '2009-04', '2014-01'),
  release(/PHPMailer 5\.2\.\d+/, '2011-07', '2020-01'),
  release(/PHPMailer 6\.\d+/, '2017-08'),
  release(/PHPMailer 7\.\d+/, '2025-10'),
  release(/The Bat! \(v1\.\d+/, '1998-03', '2005-01'),
  release(/The Bat! \(v[23]\.\d+/, '2003-09', '2010-01'),
  release(/QUALCOMM Windows Eudora [\w. ]*[3-7]\.\d/, '1998-01', '2013-01'),
  release(/Thunderbird\/(?:[0-2])\.\d/, '2003-07', '2012-01'),
  release(/Thunderbird\/3\.\d/, '2009-12', '2014-01'),
  release(/Thunderbird\/(?:[5-9]|1\d|2[0-3])\.\d/, '2011-06'),
  release(/Thunderbird\/(?:24|31)\.\d/, '2013-09'),
  release(/Thunderbird\/38\.\d/, '2015-06'),
  release(/Thunderbird\/45\.\d/, '2016-04'),
  release(/Thunderbird\/52\.\d/, '2017-04'),
  release(/Thunderbird\/60\.\d/, '2018-08'),
  release(/Thunderbird\/68\.\d/, '2019-08'),
  release(/Thunderbird\/78\.\d/, '2020-07'),
  release(/Thunderbird\/91\.\d/, '2021-08'),
  release(/Thunderbird\/102\.\d/, '2022-06'),
  release(/Thunderbird\/115\.\d/, '2023-07'),
  release(/Thunderbird\/128\.\d/, '2024-07'),
  release(/Thunderbird\/140\.\d/, '2025-07'),
];
