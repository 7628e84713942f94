import { defineMessages } from '#platform/i18n'

export const postsMessages = defineMessages(
  {
    slotTitle: 'Moet hier iemand op antwoorden?',
    slotHelp:
      'Maak er een gesprek van. Dan komt het in het postvak, met een dag waarop het antwoord er moet zijn.',
    make: 'Maak er een gesprek van',
    reply: 'Antwoord hierop',
    slotMade:
      'Van dit bericht is een gesprek gemaakt. Zet het gesprek in een dossier als het daar moet meetellen.',
    toConversation: 'Naar het gesprek',
    conversations: 'Gesprekken',
    title: 'Maak van dit bericht een gesprek',
    lead: 'Het antwoord moet er dan {due, by, long} zijn. De schrijver krijgt hiervan geen bericht.',
    how: 'Een antwoord zet u zelf onder het bericht, met de naam van de organisatie. In het gesprek legt u vast wat u schreef.',
    howNot:
      'Van dit bericht weten wij niet waar het staat. U kunt er dus niet op antwoorden. Wel kunt u het laten uitzoeken en het gesprek daarna sluiten.',
    errors: '{n, plural, one {Er is 1 ding niet goed ingevuld} other {Er zijn # dingen niet goed ingevuld}}',
    cancel: 'Terug naar het bericht',
    fromTitle: 'Uit een openbaar bericht',
    from: 'Iemand schreef dit op {source}.',
    toPost: 'Lees het bericht en waarom u het ziet',
    original: 'Lees het op de site zelf',
    gone: 'De tekst van het bericht bewaren wij niet langer. Wat u hier leest, is overgenomen toen het gesprek begon.',
  },
  {
    slotTitle: 'Does this need an answer?',
    slotHelp: 'Make it a conversation. It then comes into the inbox, with a day by which an answer is due.',
    make: 'Make this a conversation',
    reply: 'Reply to this',
    slotMade: 'This post is a conversation now. Put the conversation in a dossier if it should count there.',
    toConversation: 'To the conversation',
    conversations: 'Conversations',
    title: 'Make this post a conversation',
    lead: 'An answer is then due {due, by, long}. Whoever wrote the post is not told.',
    how: 'You put the answer below the post yourself, with the name of the organisation. In the conversation you record what you wrote.',
    howNot:
      'We do not know where this post stands, so you cannot answer it. You can have it looked into, and then close the conversation.',
    errors:
      '{n, plural, one {1 thing was not filled in correctly} other {# things were not filled in correctly}}',
    cancel: 'Back to the post',
    fromTitle: 'From a public post',
    from: 'Somebody wrote this on {source}.',
    toPost: 'Read the post and why you see it',
    original: 'Read it on the original site',
    gone: 'We no longer keep the text of the post. What you read here was copied when the conversation began.',
  },
)
