import { listNearAlike, type NearLine, nearLineIn, nearStateMessages } from '#domains/answer'
import type { Place } from '#domains/places'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { Button, Choice, Feature, Field, Notice } from '#web/ui'
import { langOf, say } from '#web/words'
import { nearMessages } from './near.messages.ts'
import { whereWords } from './near-words.tsx'

/** What is open near somebody and may be the same as what they are about to tell us. */
export type Alike = {
  reports: NearLine[]
  /** Which of them they chose, and where they want to be mailed. */
  chosen: string
  email: string
  errors?: FormErrors
}

/** Names of fields; `seen` says that it was offered, so that it is offered once. */
export const alikeFields = { chosen: 'alike', email: 'followEmail', seen: 'alikeSeen' } as const

/** What they may mean, of what is told in a form; undefined where there is nothing, or they saw it. */
export async function findAlike(
  c: WebContext,
  text: FormText,
  { body, place }: { body: string; place: Place | null | undefined },
): Promise<Alike | undefined> {
  if (!place || textOf(text, alikeFields.seen) !== '') return undefined
  const found = await listNearAlike(c.var.services.db, { ...place, body })
  const reports = found.map((line) => nearLineIn(c.var.locale, line))
  return reports.length > 0 ? { reports, chosen: '', email: textOf(text, 'address') } : undefined
}

/** That what they tell may be known already: first on the page. */
export function AlikeNotice({ c }: { c: WebContext }) {
  const t = say(c, nearMessages)
  return (
    <Notice kind="info" title={t('alikeTitle')} justHappened>
      {t('alikeAsk')} <a href="#alike-title">{t('alikeWhich')}</a>
    </Notice>
  )
}

/** Part of the form: follow one of these instead, or send after all. All that was filled in comes along either way. */
export function AlikeOffer({ c, alike }: { c: WebContext; alike: Alike }) {
  const t = say(c, nearMessages)
  const name = say(c, nearStateMessages)
  const { reports, chosen, email, errors = {} } = alike
  return (
    <Feature>
      {/* What a browser presses when somebody presses Enter in a field: as if nothing had been offered. */}
      <button type="submit" formaction={pathHere(c, '/tell-us')} hidden></button>
      <h2 id="alike-title">{t('alikeTitle')}</h2>
      <p>{t('alikeText')}</p>
      <Choice
        id="alike"
        name={alikeFields.chosen}
        legend={t('alikeWhich')}
        options={reports.map((line) => ({
          value: line.publicId,
          label: <span {...langOf(c, line.language)}>{line.title}</span>,
          description: `${name(line.state)}, ${whereWords(c, line)}`,
        }))}
        value={chosen}
        {...(errors.alike ? { error: t('alikeMissing') } : {})}
      />
      <Field
        id="follow-email"
        name={alikeFields.email}
        type="email"
        width="m"
        label={t('email')}
        value={email}
        autocomplete="email"
        autocapitalize="none"
        spellcheck={false}
        {...(errors['follow-email'] ? { error: emailProblem(c, email) } : {})}
      />
      <div class="wk-row" data-turbo="false">
        <Button formaction={pathHere(c, '/tell-us/follow')}>{t('alikeFollow')}</Button>
        <Button formaction={pathHere(c, '/tell-us')}>{t('alikeNone')}</Button>
      </div>
    </Feature>
  )
}

function emailProblem(c: WebContext, email: string): string {
  return say(c, nearMessages)(email.trim() === '' ? 'emailMissing' : 'notAnAddress')
}

/** What is wrong with what they filled in to follow one, by the fields of the form. */
export function alikeErrors(c: WebContext, alike: Alike | undefined): Map<string, string> {
  const { errors = {}, email = '' } = alike ?? {}
  return new Map([
    ...(errors.alike ? [['alike', say(c, nearMessages)('alikeMissing')] as const] : []),
    ...(errors['follow-email'] ? [['follow-email', emailProblem(c, email)] as const] : []),
  ])
}

/** They follow it; what they typed is still there. */
export function AlikeDone({ c, report }: { c: WebContext; report: NearLine }) {
  const t = say(c, nearMessages)
  return (
    <Notice kind="ok" title={t('alikeDone', { title: report.title })} justHappened>
      {t('alikeDoneText')}
    </Notice>
  )
}
