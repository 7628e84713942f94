import { defineMessages } from '#platform/i18n'

export const locatedMessages = defineMessages(
  {
    title: 'Waar is het?',
    nowhere: 'Geen plek bekend.',
    told: 'Plek: {place}',
    change: 'Verander de plek',
    say: 'Geef een plek op',
    save: 'Bewaar de plek',
    located: '{by} gaf de plek op: {place} ({moment})',
    locatedGone: '{by} gaf een plek op ({moment}). Die bewaren wij niet meer.',
    unlocated: '{by} haalde de plek weg ({moment})',
    done: 'De plek is bewaard.',
  },
  {
    title: 'Where is it?',
    nowhere: 'No place is known.',
    told: 'Place: {place}',
    change: 'Change the place',
    say: 'Say where it is',
    save: 'Save the place',
    located: '{by} said where it is: {place} ({moment})',
    locatedGone: '{by} said where it is ({moment}). We no longer keep that place.',
    unlocated: '{by} removed the place ({moment})',
    done: 'The place has been saved.',
  },
)
