import { defineMessages } from '#platform/i18n'

/** Who reads what, and what was removed. */
export const privacyMessages = defineMessages(
  {
    mayNotRead: 'Deze collega mag dit gesprek niet lezen. Kies iemand van het team dat het beantwoordt.',
    unitMayNotRead:
      'Deze rubriek is afgeschermd: alleen het eigen team mag het gesprek lezen. Kies ‘Nog niet gezegd’ of het team van de rubriek.',
    outOfSight: 'Het gesprek staat nu bij een afgeschermde rubriek.',
    outOfSightText: 'Alleen het team van die rubriek kan het lezen. U ziet het daarom niet meer.',
  },
  {
    mayNotRead:
      'This colleague may not read this conversation. Choose someone from the team that answers it.',
    unitMayNotRead:
      'This subject is restricted: only its own team may read the conversation. Choose ‘Not said yet’ or the team of the subject.',
    outOfSight: 'The conversation is now under a restricted subject.',
    outOfSightText: 'Only the team of that subject can read it, so you no longer see it.',
  },
)
