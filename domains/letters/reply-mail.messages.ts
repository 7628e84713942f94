import { defineMessages } from '#platform/i18n'

/** What the mail says. */
export const replyMessages = defineMessages(
  {
    track: 'Met uw volgcode ziet u wat er met uw bericht gebeurt:',
    askAgain: 'Hebt u nog een vraag? Stel die hier:',
    answerThis: 'Hebt u nog een vraag, of is iets niet duidelijk? Beantwoord dan deze mail.',
    youAsked: 'Op {at, date, long} schreef u:',
  },
  {
    track: 'You can use your tracking code to see what is happening with your message:',
    askAgain: 'Have another question? Ask it here:',
    answerThis: 'Have another question, or is something unclear? Just reply to this email.',
    youAsked: 'On {at, date, long} you wrote:',
  },
)
