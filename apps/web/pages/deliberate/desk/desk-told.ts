import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { deskDialogueMessages } from './desk-dialogue.messages.ts'

/** What happened at the desk of a dialogue, as its address says it after a form; whether that is what was wanted. */
const tellings = {
  opened: true,
  changed: true,
  'no-draft': false,
  'not-deleted': false,
  closedDone: true,
  published: true,
  refused: true,
  decidedBefore: false,
  'dossier-not-open': false,
  'no-statements': false,
  'no-policy': false,
  'no-codes': false,
  requested: true,
  'already-requested': false,
  'not-public': false,
  removed: true,
  kept: true,
  'own-request': false,
  'closing-day-past': false,
  'key-destroyed': false,
  'already-open': false,
  'not-open': false,
  'codes-wrong': false,
  'codes-over': false,
  added: true,
  corrected: true,
  split: true,
  merged: true,
  'marked-fact': true,
  'marked-opinion': true,
  'mark-not-found': false,
  'nothing-chosen': false,
  'left-out': true,
  'taken-back': true,
  'nothing-to-do': false,
  'suspects-changed': false,
} as const

export type Told = keyof typeof tellings

export function toldOf(c: WebContext): { isGood: boolean; words: string } | undefined {
  const word = (Object.keys(tellings) as Told[]).find((known) => known === c.req.query('told'))
  return word && { isGood: tellings[word], words: wordsOf(c, word) }
}

export function wordsOf(c: WebContext, told: Told): string {
  return say(c, deskDialogueMessages)(told)
}
