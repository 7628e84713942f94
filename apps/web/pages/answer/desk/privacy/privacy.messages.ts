import { defineMessages } from '#platform/i18n'

/** Who reads what, and what was removed. */
export const privacyMessages = defineMessages(
  {
    mayNotRead: 'Deze collega mag dit gesprek niet lezen. Kies iemand van het team dat het beantwoordt.',
    unitMayNotRead:
      'Deze rubriek is afgeschermd: alleen het eigen team mag het gesprek lezen. Kies ‘Nog niet gezegd’ of het team van de rubriek.',
    outOfSight: 'Het gesprek staat nu bij een afgeschermde rubriek.',
    outOfSightText: 'Alleen het team van die rubriek kan het lezen. U ziet het daarom niet meer.',

    removed:
      'Deze tekst is op {on, date, long} verwijderd, {why, select, asked {omdat daarom is gevraagd} personal {omdat er gegevens van iemand in stonden} misdirected {omdat deze voor iemand anders was bedoeld} other {omdat er een vergissing in stond}}.',
    removedBy: '{by} verwijderde een tekst, {moment}',
    erasedBy: '{by} verwijderde alles wat over de vraagsteller was bewaard, {moment}',
    notKept: 'Deze tekst wordt niet meer bewaard.',
    remove: 'Verwijder deze tekst',
    removeTitle: 'Verwijder een tekst uit het gesprek',
    removeText:
      'De tekst gaat overal weg: ook de mail waarmee die binnenkwam, foto’s en documenten, en wat het zoeken ervan weet. Dat het bericht er was, blijft staan, met de dag en de reden. Dit kan niet ongedaan worden gemaakt.',
    removeFirst:
      'Dit is het eerste bericht. Daarom gaan ook de naam van het gesprek en alle mails weg zoals ze binnenkwamen.',
    reason: 'Waarom gaat deze tekst weg?',
    reasonHelp: 'Deze reden ziet ook wie de vraag stelde.',
    reasonMissing: 'Kies een reden.',
    asked: 'Iemand vroeg erom',
    personal: 'Er staan gegevens van iemand in die wij niet nodig hebben',
    misdirected: 'De tekst was voor iemand anders bedoeld',
    mistake: 'Er staat een vergissing in',
    also: 'Deze teksten herhalen er iets van',
    alsoHelp: 'Wat u aanvinkt, gaat mee weg.',
    received: 'Ontvangen bericht',
    note: 'Notitie',
    draft: 'Antwoord of concept',
    returned: 'Reden bij een concept',
    sure: 'Weet u het zeker?',
    removeNow: 'Ja, verwijder de tekst',
    keep: 'Nee, ga terug',
    changed: 'Er kwam intussen iets bij in het gesprek. Lees dat eerst, en verwijder dan de tekst.',
    'draft-at-hand': 'Over dit concept wordt nog beslist. De schrijver kan het eerst terugnemen.',
    'mail-waits':
      'Er is nog een antwoord onderweg dat deze tekst aanhaalt. Probeer het opnieuw als die mail is verstuurd.',
    doneRemoved: 'De tekst is verwijderd.',

    person: 'Wat wij van deze persoon bewaren',
    personLead:
      'Gesprekken die met dit bericht, of met hetzelfde mailadres, begonnen. U ziet alleen wat u mag lezen.',
    personAddress:
      'Iedereen kan een mailadres invullen. Kijk dus of deze gesprekken echt van dezelfde persoon zijn.',
    choose: 'Welke gesprekken?',
    chooseLine: '{subject}, {on, date, long}',
    chooseNone: 'Kies minstens één gesprek.',
    count: 'Laat zien wat er weggaat',
    goes: 'Wat er weggaat',
    goesWhat: 'Wat',
    goesMany: 'Aantal',
    conversation_entry: 'Teksten in gesprekken',
    conversation_contact: 'Namen en adressen',
    conversation_place: 'Plaatsen',
    input: 'Teksten van inbreng',
    received_raw: 'Mails zoals ze binnenkwamen',
    mail_participant: 'Kenmerken van mailadressen',
    blob_use: 'Foto’s en documenten',
    outgoing_mail: 'Mails van ons',
    unsent_text: 'Getypte teksten die niet zijn verstuurd',
    notice_contact: 'Adressen voor berichten over inbreng',
    stays:
      'Wat blijft: dat er een gesprek was, wanneer, en wat collega’s deden. En wat de organisatie in het openbaar antwoordde.',
    nothing: 'Van deze gesprekken is niets meer bewaard dat over deze persoon gaat.',
    eraseSure: 'Verwijder dit alles?',
    eraseText:
      'Mail die nog klaarstaat, gaat niet meer weg. Dit kan niet ongedaan worden gemaakt. In reservekopieën staat het tot die verlopen.',
    eraseNow: 'Ja, verwijder alles',
    erased: 'Alles is verwijderd.',
  },
  {
    mayNotRead:
      'This colleague may not read this conversation. Choose someone from the team that answers it.',
    unitMayNotRead:
      'This subject is restricted: only its own team may read the conversation. Choose ‘Not said yet’ or the team of the subject.',
    outOfSight: 'The conversation is now under a restricted subject.',
    outOfSightText: 'Only the team of that subject can read it, so you no longer see it.',

    removed:
      'This text was removed on {on, date, long} {why, select, asked {because someone asked for it} personal {because it held someone’s personal details} misdirected {because it was meant for someone else} other {because it held a mistake}}.',
    removedBy: '{by} removed a text, {moment}',
    erasedBy: '{by} removed everything that was kept about whoever asked, {moment}',
    notKept: 'This text is no longer kept.',
    remove: 'Remove this text',
    removeTitle: 'Remove a text from the conversation',
    removeText:
      'The text goes everywhere: also the email it came with, photos and documents, and what search knows of it. That there was a message stays, with the day and the reason. This cannot be undone.',
    removeFirst:
      'This is the first message. So the name of the conversation and all emails as they came in go too.',
    reason: 'Why does this text go?',
    reasonHelp: 'Whoever asked the question sees this reason too.',
    reasonMissing: 'Choose a reason.',
    asked: 'Someone asked for it',
    personal: 'It holds someone’s personal details that we do not need',
    misdirected: 'It was meant for someone else',
    mistake: 'It holds a mistake',
    also: 'These texts repeat some of it',
    alsoHelp: 'What you tick is removed too.',
    received: 'Message received',
    note: 'Note',
    draft: 'Answer or draft',
    returned: 'Reason with a draft',
    sure: 'Are you sure?',
    removeNow: 'Yes, remove the text',
    keep: 'No, go back',
    changed: 'Something was added to the conversation meanwhile. Read that first, and then remove the text.',
    'draft-at-hand': 'This draft is still waiting for a decision. Its writer can take it back first.',
    'mail-waits': 'An answer that quotes this text is still on its way. Try again when that email has left.',
    doneRemoved: 'The text has been removed.',

    person: 'What we keep about this person',
    personLead:
      'Conversations that began with this message, or with the same email address. You only see what you may read.',
    personAddress:
      'Anyone can fill in any email address, so check that these conversations really belong to the same person.',
    choose: 'Which conversations?',
    chooseLine: '{subject}, {on, date, long}',
    chooseNone: 'Choose at least one conversation.',
    count: 'Show what goes',
    goes: 'What goes',
    goesWhat: 'What',
    goesMany: 'How many',
    conversation_entry: 'Texts in conversations',
    conversation_contact: 'Names and addresses',
    conversation_place: 'Places',
    input: 'Texts of input',
    received_raw: 'Emails as they came in',
    mail_participant: 'Marks of email addresses',
    blob_use: 'Photos and documents',
    outgoing_mail: 'Emails from us',
    unsent_text: 'Typed texts that were not sent',
    notice_contact: 'Addresses for messages about input',
    stays:
      'What stays: that there was a conversation, when, and what colleagues did. And what the organisation answered in public.',
    nothing: 'Nothing about this person is kept any more in these conversations.',
    eraseSure: 'Remove all of this?',
    eraseText:
      'Email that is waiting will not leave. This cannot be undone. Backups hold it until they expire.',
    eraseNow: 'Yes, remove everything',
    erased: 'Everything has been removed.',
  },
)
