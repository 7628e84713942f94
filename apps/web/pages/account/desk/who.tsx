import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Deed, inTreeOrder, liveSubjects, type Subject, type Unit } from '#domains/people'
import { type FormErrors, type FormText, pathHere, textOf, todayHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Choice, ErrorSummary, Field, Notice, PageHead, Tabs } from '#web/ui'
import { langOf, say } from '#web/words'
import { whoMessages } from './who.messages.ts'

const tabs = ['staff', 'units', 'subjects', 'mandates', 'calendar', 'organisation'] as const

/** A form as it is shown: what was typed, and what is wrong with it in sentences. */
export type FormView = { text: FormText; errors: FormErrors }

export const emptyForm: FormView = { text: {}, errors: {} }

type WhoPage = {
  /** None on one's own pages, which are not for administrators alone. */
  tab?: (typeof tabs)[number]
  title: string
  lead?: string
  above?: Child
  actions?: Child
  /** What just happened, or what did not. */
  told?: { good: boolean; sentence: string } | undefined
  form?: FormView
}

/** A page about who works here and who may do what. */
export async function whoPage(c: WebContext, page: WhoPage, content: Child): Promise<Response> {
  const t = say(c, whoMessages)
  const { tab, title, lead, above, actions, told, form = emptyForm } = page
  const errors = Object.entries(form.errors).map(([id, message]) => ({ id, message }))
  return deskPage(
    c,
    { title, staff: await getStaff(c), wrong: errors.length > 0, ...(tab ? { menuItem: 'staff' } : {}) },
    <Band tight>
      <ErrorSummary title={t('errors', { n: errors.length })} errors={errors} />
      {told && <Notice kind={told.good ? 'ok' : 'warning'} title={told.sentence} justHappened />}
      {tab && (
        <Tabs
          label={t('tabs')}
          tabs={tabs.map((one) => ({
            href: pathHere(c, `/desk/${one}`),
            label: t(one),
            current: one === tab,
          }))}
        />
      )}
      <PageHead title={title} lead={lead} above={above} actions={actions} />
      {content}
    </Band>,
  )
}

/** What a field of a form shows. */
export function fieldOf({ text, errors }: FormView, name: string) {
  const error = errors[name]
  return { id: name, name, value: textOf(text, name), ...(error === undefined ? {} : { error }) }
}

/** Who does something here, and when. */
export async function deedHere(c: WebContext): Promise<Deed> {
  const { accountId: by } = await getStaff(c)
  return { by, now: c.var.services.clock.now(), today: todayHere(c) }
}

/** The id in the address, where it is one. */
export function idHere(c: WebContext, name = 'id'): string | undefined {
  return z.uuid().safeParse(c.req.param(name)).data
}

/** Goes back to a page that says what happened. */
export function tell(c: WebContext, path: string, word: string): Response {
  return c.redirect(`${pathHere(c, path)}?told=${word}`, 303)
}

/** Which of these words the address tells. */
export function toldHere<Word extends string>(c: WebContext, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === c.req.query('told'))
}

type Named = { id: string; name: string; parentId: string | null }

/** Options of a select in the order of the tree, each deeper one further in; with one for none before them. */
export function treeOptions(nodes: readonly Named[], none: string) {
  const lines = inTreeOrder(nodes).map(({ id, name, depth }) => ({
    value: id,
    label: `${'– '.repeat(depth)}${name}`,
  }))
  return [{ value: '', label: none }, ...lines]
}

/** The units that something new can be given to. */
export function openUnits(units: readonly Unit[]): Unit[] {
  return units.filter(({ closedOn }) => closedOn === null)
}

/** Subjects as this page calls them, without those that were replaced. */
export function subjectsHere(c: WebContext, subjects: readonly Subject[]): Subject[] {
  return liveSubjects(subjects).map((one) => ({ ...one, name: nameHere(c, one) }))
}

function isFirstLanguage(c: WebContext): boolean {
  return c.var.locale === c.var.organisation.languages[0]
}

/** What a subject is called in the language of the page, where that is said. */
export function nameHere(c: WebContext, { name, otherName }: Pick<Subject, 'name' | 'otherName'>): string {
  return isFirstLanguage(c) ? name : otherName || name
}

/** The language of that name, where it is not that of the page. */
export function nameLang(c: WebContext, { otherName }: Pick<Subject, 'otherName'>) {
  return isFirstLanguage(c) || otherName ? {} : langOf(c, c.var.organisation.languages[0])
}

/** When something ends, as a form says: at once, or after a last day. */
export const endingSchema = z
  .object({ when: z.enum(['now', 'after'], 'missing'), lastDay: z.string().trim().default('') })
  .refine(({ when, lastDay }) => when === 'now' || lastDay !== '', { path: ['lastDay'], message: 'missing' })
  .refine(
    ({ when, lastDay }) => when === 'now' || lastDay === '' || z.iso.date().safeParse(lastDay).success,
    {
      path: ['lastDay'],
      message: 'not-a-date',
    },
  )
  .transform(({ when, lastDay }) => ({ lastDay: when === 'now' ? null : lastDay }))

/** The two fields of it. */
export function EndingFields({ c, form }: { c: WebContext; form: FormView }) {
  const t = say(c, whoMessages)
  return (
    <>
      <Choice
        {...fieldOf(form, 'when')}
        legend={t('endWhen')}
        options={[
          { value: 'now', label: t('endNow') },
          { value: 'after', label: t('endAfter') },
        ]}
        required
      />
      <Field
        {...fieldOf(form, 'lastDay')}
        type="date"
        label={t('lastDay')}
        description={t('lastDayHelp')}
        width="s"
      />
    </>
  )
}

/** What is wrong with it, by the schema's word or the outcome of ending. */
export function endingErrors(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, whoMessages)
  const sentences: FormErrors = {
    missing: t('lastDayMissing'),
    'not-a-date': t('notADate'),
    'in-the-past': t('lastDayPast'),
    'not-earlier': t('lastDayNotEarlier'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      field === 'when' && !word.includes(' ') ? t('endMissing') : (sentences[word] ?? word),
    ]),
  )
}
