import { defineMessages } from '#platform/i18n'

/** How much was said, and what waits: people who voted and inputs are two numbers, everywhere. */
export const countMessages = defineMessages(
  {
    said: '{voted, select, none {} few {Enkele mensen stemden, } many {Meer dan {voters, number} mensen stemden, } other {{voters, plural, one {# mens stemde} other {# mensen stemden}}, }}{inputs, plural, =0 {geen andere inbreng} other {# keer inbreng}}{hidden, plural, =0 {} other { (waarvan # niet openbaar)}}',
    nothing: 'Er wacht niets op antwoord',
    inputs: '{inputs, plural, other {# keer inbreng}} wacht op antwoord',
    dialogues: '{dialogues, plural, one {# dialoog wacht} other {# dialogen wachten}} op antwoord',
    both: '{inputs, number} keer inbreng en {dialogues, plural, one {# dialoog} other {# dialogen}} wachten op antwoord',
  },
  {
    said: '{voted, select, none {} few {A few people voted, } many {More than {voters, number} people voted, } other {{voters, plural, one {# person} other {# people}} voted, }}{inputs, plural, =0 {no other contributions} one {# contribution} other {# contributions}}{hidden, plural, =0 {} other { (# not public)}}',
    nothing: 'Nothing is waiting for an answer',
    inputs: '{inputs, plural, one {# contribution is} other {# contributions are}} waiting for an answer',
    dialogues: '{dialogues, plural, one {# dialogue is} other {# dialogues are}} waiting for an answer',
    both: '{inputs, plural, one {# contribution} other {# contributions}} and {dialogues, plural, one {# dialogue} other {# dialogues}} are waiting for an answer',
  },
)
