import { readTerm, termUnits } from '#platform/clock'
import type { FormErrors, FormText, WebContext } from '#web/http'
import { Field, Row, Select } from '#web/ui'
import { say } from '#web/words'
import { type FormView, fieldOf } from '../who.tsx'
import { calendarMessages } from './calendar.messages.ts'

const terms = ['first', 'resolution'] as const

/** How long until a first answer, and until it is solved: each a number and what it counts. */
export function TermFields({ c, form, isOptional }: { c: WebContext; form: FormView; isOptional?: boolean }) {
  const t = say(c, calendarMessages)
  const units = termUnits.map((unit) => ({ value: unit, label: t(unit) }))
  return (
    <>
      {terms.map((term) => (
        <Row>
          <Field
            {...fieldOf(form, `${term}Count`)}
            label={t(`${term}Count`)}
            {...(isOptional ? { description: t('asAbove') } : { required: true })}
            width="s"
            inputmode="numeric"
            autocomplete="off"
          />
          <Select
            {...fieldOf(form, `${term}Unit`)}
            label={t('unitOf', { term: t(`${term}Count`) })}
            options={units}
          />
        </Row>
      ))}
    </>
  )
}

/** What the fields show of terms as they are kept. */
export function termTexts(kept: { firstTerm: string | null; resolutionTerm: string | null }): FormText {
  const text: FormText = {}
  for (const term of terms) {
    const stored = kept[`${term}Term`]
    const { n, unit } = stored ? readTerm(stored) : { n: '', unit: 'workingDays' }
    text[`${term}Count`] = String(n)
    text[`${term}Unit`] = unit
  }
  return text
}

/** Terms as a sentence has them: "answer 2 working days, solved 10 working days"; undefined: none is said. */
export function termWords(
  c: WebContext,
  { firstTerm, resolutionTerm }: { firstTerm: string | null; resolutionTerm: string | null },
): string | undefined {
  const t = say(c, calendarMessages)
  const shown = (kept: string) => t('termShown', readTerm(kept))
  const parts = [
    ...(firstTerm ? [t('termFirst', { term: shown(firstTerm) })] : []),
    ...(resolutionTerm ? [t('termResolution', { term: shown(resolutionTerm) })] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** What is wrong with the fields, in sentences. */
export function termErrors(c: WebContext, errors: FormErrors): FormErrors {
  const wrong = Object.keys(errors).filter((field) => terms.some((term) => field === `${term}Count`))
  return Object.fromEntries(wrong.map((field) => [field, say(c, calendarMessages)('notATerm')]))
}
