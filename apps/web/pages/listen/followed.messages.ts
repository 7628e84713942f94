import { defineMessages } from '#platform/i18n'

/** What a link in a mail about a watch leads to. */
export const followedMessages = defineMessages(
  {
    stopTitle: 'Geen mail meer over deze zoekvraag?',
    stopText: 'U volgt de zoekvraag "{watch}" dan niet meer. Op uw bureau kunt u haar altijd weer volgen.',
    stopYes: 'Ja, stop de mail',
    judgeTitle: 'Is dit bericht niet relevant?',
    judgeText: 'De zoekvraag "{watch}" vond dit bericht. U kunt dit op uw bureau weer terugdraaien.',
    judgeYes: 'Ja, dit is niet relevant',
    cancel: 'Nee, naar mijn bureau',
    stopped: 'U krijgt hierover geen mail meer',
    stoppedText: 'Andere zoekvragen die u volgt, blijven zoals ze waren.',
    judged: 'Bedankt, dit is genoteerd',
    judgedText: 'Het bericht telt niet meer mee bij deze zoekvraag. Collega’s zien het daar niet meer.',
    gone: 'Deze link werkt niet meer',
    goneText:
      'De zoekvraag of het bericht is er niet meer, of de link is niet volledig overgenomen uit de mail.',
    toAlerts: 'Bekijk wat u volgt',
  },
  {
    stopTitle: 'No more mail about this search?',
    stopText: 'You will no longer follow the saved search "{watch}". You can follow it again at your desk.',
    stopYes: 'Yes, stop the mail',
    judgeTitle: 'Is this post not relevant?',
    judgeText: 'The saved search "{watch}" found this post. You can undo this at your desk.',
    judgeYes: 'Yes, it is not relevant',
    cancel: 'No, go to my desk',
    stopped: 'You will get no more mail about this',
    stoppedText: 'Other searches that you follow stay as they were.',
    judged: 'Thank you, this has been noted',
    judgedText: 'The post no longer counts for this search. Colleagues will not see it there any more.',
    gone: 'This link no longer works',
    goneText: 'The search or the post is gone, or the link was not copied in full from the mail.',
    toAlerts: 'See what you follow',
  },
)
