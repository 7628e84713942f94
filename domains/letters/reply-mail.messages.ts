import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const replyMessages = defineMessages(
  {
    track: 'Met uw volgcode ziet u wat er met uw bericht gebeurt:',
    askAgain: 'Hebt u nog een vraag? Stel die hier:',
    youAsked: 'Op {at, date, long} schreef u:',
  },
  {
    track: 'You can use your tracking code to see what is happening with your message:',
    askAgain: 'Have another question? Ask it here:',
    youAsked: 'On {at, date, long} you wrote:',
  },
)
