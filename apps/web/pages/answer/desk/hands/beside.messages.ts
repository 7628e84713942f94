import { defineMessages } from '#platform/i18n'

/** Other conversations that have to do with this one. */
export const besideMessages = defineMessages(
  {
    earlierTitle: 'Ook van deze vrager',
    otherTitle: 'Hoort bij een ander gesprek',
    otherLabel: 'Het andere gesprek',
    otherHelp: 'Plak het adres van de pagina van dat gesprek.',
    merge: 'Voeg dit daarbij',
    tie: 'Koppel',
    mergeHelp:
      'Voegt u dit gesprek bij een ander? Dan gaat nieuwe post daarheen, en de vrager leest alles op de eigen pagina. Koppelen laat beide zoals ze zijn.',
    open: 'open',
    answered: 'beantwoord',
    closed: 'gesloten',
    line: '{state}, {at, date, short}',
    mergedTitle: 'Dit gesprek is bij een ander gevoegd.',
    mergedBody: 'Antwoord daar. Nieuwe berichten komen daar ook binnen:',
    mergedHidden: 'U mag dat gesprek niet lezen. Wie het wel mag, antwoordt daar.',
    mergedOut: 'Hoort dit niet bij elkaar? Open dit gesprek dan weer: dan staan ze los.',
    hereTitle: 'Hierbij gevoegd',
    hereHelp: 'Wie dit vroeg, leest uw antwoord ook.',
    didMerge: '{by} voegde dit bij een ander gesprek, {moment}',
    doneMerged: 'Dit gesprek is bij het andere gevoegd.',
    'no-such-conversation':
      'Dit gesprek bestaat niet, of u mag het niet lezen: {typed}. Plak het adres van de pagina van een gesprek.',
    'merged-already':
      'Een van de twee is al bij een ander gesprek gevoegd. Voeg dit bij dat gesprek, of haal ze eerst uit elkaar.',
    'other-asker':
      'Deze gesprekken zijn van twee verschillende mailadressen. De een zou dan het antwoord aan de ander lezen. U kunt ze wel koppelen.',
  },
  {
    earlierTitle: 'Also from this person',
    otherTitle: 'Belongs with another conversation',
    otherLabel: 'The other conversation',
    otherHelp: 'Paste the address of that conversation’s page.',
    merge: 'Merge this into it',
    tie: 'Link',
    mergeHelp:
      'If you merge this conversation into another, new messages go there, and the person who asked can read everything on their own page. Linking leaves both as they are.',
    open: 'open',
    answered: 'answered',
    closed: 'closed',
    line: '{state}, {at, date, short}',
    mergedTitle: 'This conversation has been merged into another.',
    mergedBody: 'Reply there. New messages arrive there too:',
    mergedHidden: 'You may not read that conversation. Those who may, reply there.',
    mergedOut: 'If they do not belong together, reopen this conversation to separate them.',
    hereTitle: 'Merged into this one',
    hereHelp: 'Whoever asked this can read your answer too.',
    didMerge: '{by} merged this into another conversation, {moment}',
    doneMerged: 'This conversation has been merged into the other one.',
    'no-such-conversation':
      'This conversation does not exist, or you may not read it: {typed}. Paste the address of a conversation’s page.',
    'merged-already':
      'One of the two has already been merged into another conversation. Merge this into that one, or separate them first.',
    'other-asker':
      'These conversations come from two different email addresses. One person would read the answer to the other. You can link them instead.',
  },
)
