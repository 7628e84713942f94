import { defineMessages } from '#platform/i18n'

export const escalationMessages = defineMessages(
  {
    subject: '{n, plural, one {# gesprek wacht op antwoord} other {# gesprekken wachten op antwoord}}',
    level3: 'Twee werkdagen of meer te laat',
    level2: 'Moest nu af zijn',
    level1: 'Moet binnen een werkdag af',
    line: '{due, date, long}: {link}',
    more: 'En nog {n, plural, one {# ander gesprek} other {# andere gesprekken}}, in het postvak:',
  },
  {
    subject:
      '{n, plural, one {# conversation is waiting for an answer} other {# conversations are waiting for an answer}}',
    level3: 'Overdue by two working days or more',
    level2: 'Due by now',
    level1: 'Due within a working day',
    line: '{due, date, long}: {link}',
    more: 'And {n, plural, one {# other conversation} other {# other conversations}}, in the inbox:',
  },
)
