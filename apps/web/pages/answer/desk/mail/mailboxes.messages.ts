import { defineMessages } from '#platform/i18n'

export const mailboxesMessages = defineMessages(
  {
    title: 'Mailboxen die wij lezen',
    table: 'Lijst van mailboxen',
    mailbox: 'Mailbox',
    inFolder: '{mailbox}, map {folder}',
    readAt: 'Laatst gelezen',
    never: 'Nog niet',
    at: '{at, date, short} om {at, time, short}',
    waiting: 'Nog op te halen',
    state: 'Hoe het gaat',
    good: 'Goed',
    look: 'Kijk hiernaar',
    notRead: 'Wij lezen deze mailbox niet. Vraag de beheerder van de server of “weerklank worker” draait.',
    login: 'De mailserver weigert onze naam of ons wachtwoord.',
    folder: 'Deze map bestaat niet op de mailserver.',
    encryption: 'De verbinding met de mailserver is niet veilig genoeg.',
    unreachable: 'Wij kunnen de mailserver niet bereiken.',
    'broken-off': 'De mailserver verbreekt de verbinding.',
    missed:
      'Bij de controle van {at, date, short} {n, plural, one {ontbrak # mail. Die halen wij alsnog op.} other {ontbraken # mails. Die halen wij alsnog op.}} Meld dit bij uw beheerder.',
    late: '{n, plural, one {# mailbox lezen wij nu niet} other {# mailboxen lezen wij nu niet}}',
    lateBody:
      'Nieuwe mail blijft op de mailserver staan. Wij proberen het steeds opnieuw en halen dan alles op. Duurt het langer dan een paar minuten? Vraag de beheerder van de server om hulp.',
  },
  {
    title: 'Mailboxes that we read',
    table: 'List of mailboxes',
    mailbox: 'Mailbox',
    inFolder: '{mailbox}, folder {folder}',
    readAt: 'Last read',
    never: 'Not yet',
    at: '{at, date, short} at {at, time, short}',
    waiting: 'Still to fetch',
    state: 'Status',
    good: 'OK',
    look: 'Needs attention',
    notRead:
      'This mailbox is not being read. Ask whoever runs the server whether “weerklank worker” is running.',
    login: 'The mail server refuses our name or password.',
    folder: 'This folder does not exist on the mail server.',
    encryption: 'The connection to the mail server is not secure enough.',
    unreachable: 'The mail server cannot be reached.',
    'broken-off': 'The mail server keeps closing the connection.',
    missed:
      'The check on {at, date, short} found {n, plural, one {# email that was missed. It is being fetched now.} other {# emails that were missed. They are being fetched now.}} Tell your administrator.',
    late: '{n, plural, one {# mailbox is not being read} other {# mailboxes are not being read}}',
    lateBody:
      'New email stays on the mail server. We keep trying, and then fetch everything. Does it take more than a few minutes? Ask whoever runs the server for help.',
  },
)
