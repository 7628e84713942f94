import { longestTexts, MOST_PHASES } from '#domains/dossier'
import type { FormErrors, FormText, WebContext } from '#web/http'
import { textOf } from '#web/http'
import { say } from '#web/words'
import { deskDossierMessages } from './desk-dossier.messages.ts'
import { filledRows, type ShownForm } from './dossier-form.tsx'

/** A promise out of the form, for its schema. */
export function promiseOf(text: FormText) {
  const field = (name: string) => textOf(text, `promise.${name}`)
  return {
    level: field('level'),
    statement: field('statement'),
    decidedBy: field('decidedBy'),
    answerOn: field('answerOn'),
    decisionOn: field('decisionOn'),
    reasonForChange: field('reasonForChange'),
  }
}

/** A dossier out of the form, for its schema: phases of which nothing was typed are left out. */
export function dossierOf(text: FormText) {
  return {
    question: textOf(text, 'question'),
    summary: textOf(text, 'summary'),
    area: textOf(text, 'area'),
    areaCode: textOf(text, 'areaCode'),
    language: textOf(text, 'language'),
    unitId: textOf(text, 'unitId'),
    promise: promiseOf(text),
    reasonForChange: textOf(text, 'reasonForChange'),
    phases: filledRows(text).map((row) => ({
      title: textOf(text, `phases.${row}.title`),
      description: textOf(text, `phases.${row}.description`),
      startsOn: textOf(text, `phases.${row}.startsOn`),
      endsOn: textOf(text, `phases.${row}.endsOn`),
    })),
  }
}

/** Errors count the rows that were filled in; the form numbers all of them. */
export function rowsAsShown(text: FormText, errors: FormErrors): FormErrors {
  const rows = filledRows(text)
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => {
      if (field === 'phases') return ['phases.0.title', word]
      return [field.replace(/^phases\.(\d+)/, (_, index) => `phases.${rows[Number(index)] ?? 0}`), word]
    }),
  )
}

/** The form again, with a sentence for each thing that is wrong: it names the field, what was typed, and the way out. */
export function shownAgain(c: WebContext, text: FormText, errors: FormErrors): ShownForm {
  const sentences = Object.entries(errors).map(([field, word]) => [field, sentenceOf(c, text, field, word)])
  return { text, errors: Object.fromEntries(sentences) }
}

function sentenceOf(c: WebContext, text: FormText, name: string, word: string): string {
  const t = say(c, deskDossierMessages)
  const typed = textOf(text, name).trim()
  const field = labelOf(c, name)
  switch (word) {
    case 'missing':
      return t('missing', { field })
    case 'too-long':
      return t('tooLong', { field, length: typed.length, most: longestOf(name) })
    case 'not-a-date':
      return t('notADate', { field, typed: typed.slice(0, 40) })
    case 'before-answer':
      return t('beforeAnswer', { field })
    case 'before-start':
      return t('beforeStart', { field })
    case 'too-many':
      return t('tooManyPhases', { most: MOST_PHASES })
    default:
      return t('notChosen', { field })
  }
}

/** The last part of a field's name says what it is: `promise.statement`, `phases.2.title`. */
function lastPart(name: string): string {
  return name.split('.').at(-1) ?? name
}

function longestOf(name: string): number {
  const part = lastPart(name)
  return part in longestTexts ? longestTexts[part as keyof typeof longestTexts] : 0
}

function labelOf(c: WebContext, name: string): string {
  const t = say(c, deskDossierMessages)
  const [, row] = /^phases\.(\d+)\./.exec(name) ?? []
  const n = Number(row) + 1
  const labels: Record<string, string> = {
    question: t('question'),
    summary: t('summary'),
    area: t('area'),
    areaCode: t('areaCode'),
    language: t('language'),
    unitId: t('unit'),
    level: t('level'),
    statement: t('statement'),
    decidedBy: t('decidedBy'),
    answerOn: t('answerOn'),
    decisionOn: t('decisionOn'),
    reasonForChange: t(name.startsWith('promise.') ? 'reasonForChange' : 'reasonForText'),
    title: t('phaseTitle', { n }),
    description: t('phaseDescription', { n }),
    startsOn: t('startsOn', { n }),
    endsOn: t('endsOn', { n }),
  }
  return labels[lastPart(name)] ?? name
}
