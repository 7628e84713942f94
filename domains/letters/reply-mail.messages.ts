import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const replyMessages = defineMessages(
  {
    track: 'Met uw volgcode ziet u wat er met uw bericht gebeurt:',
    askAgain: 'Hebt u nog een vraag? Stel die hier:',
    youAsked: 'Op {at, date, long} schreef u:',
  },
  {
    track: 'With your code you can see what happens to your message:',
    askAgain: 'Do you have another question? Ask it here:',
    youAsked: 'On {at, date, long} you wrote:',
  },
)
