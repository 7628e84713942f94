import { defineMessages } from '#platform/i18n'

/** What whoever asked reads where we closed their conversation without an answer. */
export const trackClosedMessages = defineMessages(
  {
    joined: 'Bij uw andere bericht gevoegd',
    joinedText:
      'U schreef ons hier meer over. Wij behandelen uw berichten samen. Wat wij antwoorden, leest u ook hier.',
    solved: 'Afgehandeld',
    solvedText:
      'Volgens ons is uw vraag opgelost. Klopt dat niet? Schrijf het ons hieronder. Dan kijkt een medewerker er weer naar.',
    'no-answer': 'Gelezen',
    'no-answerText':
      'Wij lazen uw bericht. Volgens ons hebt u geen antwoord nodig. Wilt u toch een antwoord? Schrijf het ons hieronder.',
    'not-ours': 'Hier gaan wij niet over',
    'not-oursText':
      'U krijgt van ons geen antwoord, omdat wij hier niet over gaan. Denkt u van wel, of zoekt u wie u kan helpen? Schrijf het ons hieronder.',
    double: 'U vroeg dit al eerder',
    doubleText:
      'Wij antwoorden op uw eerdere bericht, en niet ook op dit. Gaat dit over iets anders? Schrijf het ons hieronder.',
    spam: 'Niet behandeld',
    spamText:
      'Wij zagen uw bericht aan voor spam en behandelden het niet. Is dat een fout van ons? Schrijf het ons hieronder. Dan kijkt een medewerker ernaar.',
  },
  {
    joined: 'Joined with your other message',
    joinedText:
      'You wrote to us about this more than once. We deal with your messages together. You can read our answer here too.',
    solved: 'Settled',
    solvedText:
      'As far as we know, your question has been solved. Is that not right? Write to us below and a member of staff will look at it again.',
    'no-answer': 'Read',
    'no-answerText':
      'We have read your message. We do not think you need an answer. Would you like one after all? Write to us below.',
    'not-ours': 'This is not for us to decide',
    'not-oursText':
      'You will not get an answer from us, because this is not our responsibility. Do you think it is, or are you looking for someone who can help? Write to us below.',
    double: 'You asked this before',
    doubleText:
      'We will answer your earlier message, and not this one as well. Is this about something else? Write to us below.',
    spam: 'Not dealt with',
    spamText:
      'We took your message for spam and did not deal with it. Is that our mistake? Write to us below and a member of staff will look at it.',
  },
)
