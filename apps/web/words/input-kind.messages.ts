import type { InputKind } from '#domains/register'
import { defineMessages } from '#platform/i18n'

export const inputKindMessages = defineMessages<InputKind>(
  {
    statement: 'Stelling',
    votes: 'Stemmen',
    question: 'Vraag of verhaal',
    post: 'Bericht van een openbare site',
    letter: 'Brief',
    call: 'Telefoongesprek',
    meeting: 'Bijeenkomst',
    paper: 'Op papier',
  },
  {
    statement: 'Statement',
    votes: 'Votes',
    question: 'Question or story',
    post: 'Post from a public site',
    letter: 'Letter',
    call: 'Phone call',
    meeting: 'Meeting',
    paper: 'On paper',
  },
)
