/**
 * The words of the sample case, written for it. People, places and organisations are invented; names are placeholders,
 * domains are reserved (RFC 2606, RFC 6761), addresses are documentation addresses (RFC 5737).
 */

/** Voters who received the threatening messages: given name, surname, town, street, state, voter-file number. */
export const VOTERS = [
  ['Alex', 'Doe', 'Cedar Example', '12 Sample Street', 'Florida', 'FL-1029384'],
  ['Blake', 'Roe', 'Cedar Example', '48 Sample Street', 'Florida', 'FL-1029411'],
  ['Casey', 'Poe', 'North Example', '7 Placeholder Road', 'Florida', 'FL-1040127'],
  ['Dana', 'Doe', 'North Example', '91 Placeholder Road', 'Florida', 'FL-1040388'],
  ['Ellis', 'Sample', 'Cedar Example', '300 Specimen Avenue', 'Florida', 'FL-1051102'],
  ['Frankie', 'Roe', 'Lake Example', '5 Instance Lane', 'Florida', 'FL-1060554'],
  ['Glenn', 'Placeholder', 'Lake Example', '62 Instance Lane', 'Florida', 'FL-1060613'],
  ['Harper', 'Doe', 'Lake Example', '18 Model Court', 'Florida', 'FL-1060977'],
  ['Ira', 'Sample', 'Cedar Example', '77 Specimen Avenue', 'Florida', 'FL-1071220'],
  ['Jamie', 'Poe', 'North Example', '14 Placeholder Road', 'Florida', 'FL-1071533'],
  ['Kai', 'Doe', 'Example Bay', '2 Sample Spit', 'Alaska', 'AK-204417'],
  ['Lee', 'Roe', 'Example Bay', '19 Sample Spit', 'Alaska', 'AK-204520'],
  ['Morgan', 'Poe', 'Upper Example', '8 Specimen Ridge', 'Alaska', 'AK-209931'],
  ['Noel', 'Sample', 'Upper Example', '31 Specimen Ridge', 'Alaska', 'AK-210046'],
  ['Oakley', 'Doe', 'Example Bay', '44 Instance Way', 'Alaska', 'AK-211378'],
  ['Parker', 'Placeholder', 'Example Mesa', '510 Model Drive', 'Arizona', 'AZ-5500912'],
  ['Quinn', 'Roe', 'Example Mesa', '522 Model Drive', 'Arizona', 'AZ-5500958'],
  ['Reese', 'Poe', 'Dry Example', '9 Placeholder Wash', 'Arizona', 'AZ-5512300'],
  ['Sage', 'Doe', 'Dry Example', '23 Placeholder Wash', 'Arizona', 'AZ-5512345'],
  ['Taylor', 'Sample', 'Example Mesa', '81 Instance Loop', 'Arizona', 'AZ-5520127'],
  ['Umber', 'Roe', 'Dry Example', '3 Specimen Trail', 'Arizona', 'AZ-5523391'],
  ['Val', 'Poe', 'Exampleton', '1100 Sample Pike', 'Pennsylvania', 'PA-88120447'],
  ['Wren', 'Doe', 'Exampleton', '1124 Sample Pike', 'Pennsylvania', 'PA-88120512'],
  ['Xan', 'Placeholder', 'West Example', '66 Model Alley', 'Pennsylvania', 'PA-88133900'],
  ['Yael', 'Sample', 'West Example', '70 Model Alley', 'Pennsylvania', 'PA-88133955'],
  ['Zion', 'Roe', 'Exampleton', '15 Specimen Hill', 'Pennsylvania', 'PA-88140028'],
  ['Adrian', 'Poe', 'West Example', '29 Instance Row', 'Pennsylvania', 'PA-88141176'],
  ['Briar', 'Doe', 'Exampleton', '240 Placeholder Blvd', 'Pennsylvania', 'PA-88150340'],
];

/** The recipients' providers: what their receiving servers are called and where they listen. */
export const PROVIDERS = [
  { domain: 'mail.example.com', mx: 'mx1.mail.example.com', ip: '192.0.2.25', inner: 'store3.mail.example.com' },
  { domain: 'post.example.org', mx: 'in-02.post.example.org', ip: '192.0.2.130', inner: 'lmtp.post.example.org' },
  { domain: 'students.example.edu', mx: 'mailgate.example.edu', ip: '192.0.2.201', inner: 'mbx1.example.edu' },
];

/** The organisation whose neglected mail domain was used. */
export const SPOOFED = {
  name: 'Heritage Guard',
  address: 'info@heritage-guard.example',
  domain: 'heritage-guard.example',
};

/** Web servers that the messages passed through, with the scripts that sent them. */
export const SERVERS = [
  {
    host: 'web07.lyceum.example',
    ip: '198.51.100.23',
    relay: 'smtp.lyceum.example',
    relayIp: '198.51.100.20',
    zone: '+0300',
    zoneName: 'EEST',
    script: 'lyceum.example/media/gallery/sender.php',
    uid: 33,
    user: 'www-data',
    operator: '203.0.113.91',
  },
  {
    host: 'srv2.estate-news.example',
    ip: '203.0.113.17',
    relay: 'out.estate-news.example',
    relayIp: '203.0.113.18',
    zone: '+0400',
    zoneName: '+04',
    script: 'estate-news.example/wp-content/uploads/m.php',
    uid: 48,
    user: 'apache',
    operator: '203.0.113.91',
  },
  {
    host: 'vps-1140.cloudhost.example',
    ip: '203.0.113.140',
    relay: 'relay4.cloudhost.example',
    relayIp: '203.0.113.144',
    zone: '+0200',
    zoneName: 'SAST',
    script: 'clinic.example/tmp/x/mail.php',
    uid: 1004,
    user: 'clinic',
    operator: '198.51.100.200',
  },
];

export function threat(voter) {
  const [given, surname, town, street, state, number] = voter;
  return [
    `${given} ${surname},`,
    '',
    'We are in possession of everything about you: your name, your address, your telephone, your email.',
    `You are registered to vote in ${town}, ${state}. We know this because we are inside the whole voter system.`,
    'You will change your registration and you will vote as you are told on Election Day, or we will come after you.',
    'Reply to this message to say that you have understood. We will know which way you voted.',
    '',
    `${street}`,
    `Voter record ${number}`,
    '',
    'I would take this seriously if I were you.',
    'Good luck.',
  ];
}

export function shortThreat(voter) {
  const [given, surname, town, street, , number] = voter;
  return [
    `${given} ${surname}, ${street}, ${town}.`,
    '',
    `We have your record: ${number}.`,
    'Vote as you are told or we will come after you. Your neighbours got this message too.',
    'See what we can do: https://files.heritage-guard.example/proof/ballot.mp4',
  ];
}
