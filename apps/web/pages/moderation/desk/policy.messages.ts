import { defineMessages } from '#platform/i18n'

export const policyMessages = defineMessages(
  {
    deskTitle: 'Spelregels van de dialoog',
    deskLead:
      'Iedereen leest hier welke soort stellingen u plaatst en weigert. De redenen om te weigeren staan er altijd onder.',
    text: 'Spelregels',
    textHelp: 'In gewone woorden. Laat een lege regel tussen alinea’s.',
    publish: 'Publiceer de spelregels',
    publicPage: 'Bekijk de pagina voor bewoners',
    toDesk: 'Terug naar de dialoog',
    published: 'De spelregels staan op de site.',
    unchanged: 'Dit waren de spelregels al.',
    errors: 'Er is 1 ding niet goed ingevuld',
    missing: 'Schrijf de spelregels.',
    tooLong: 'De tekst is te lang: hoogstens 4000 tekens.',
  },
  {
    deskTitle: 'Rules of the dialogue',
    deskLead:
      'This is where everyone can read which statements you publish and refuse. The reasons for refusing are always listed below.',
    text: 'Rules',
    textHelp: 'In plain words. Leave an empty line between paragraphs.',
    publish: 'Publish the rules',
    publicPage: 'View the public page',
    toDesk: 'Back to the dialogue',
    published: 'The rules are on the site.',
    unchanged: 'The rules were already like this.',
    errors: 'There is a problem with 1 answer',
    missing: 'Write the rules.',
    tooLong: 'The text is too long. The maximum is 4000 characters.',
  },
)
