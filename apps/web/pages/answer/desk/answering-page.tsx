import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type Deed, isAllowed, type StaffMember } from '#domains/people'
import { type FormErrors, type FormText, pathHere, textOf, todayHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, ErrorSummary, Notice, PageHead, Pager, Tabs } from '#web/ui'
import { say } from '#web/words'
import { answeringMessages } from './answering.messages.ts'

const tabs = [
  { name: 'texts', needs: 'answer' },
  { name: 'macros', needs: 'answer' },
  { name: 'facts', needs: 'answer' },
  { name: 'rules', needs: 'administer' },
  { name: 'distribution', needs: 'administer' },
] as const

/** A form as it is shown: what was typed, and what is wrong with it in sentences. */
export type FormView = { text: FormText; errors: FormErrors }

export const emptyForm: FormView = { text: {}, errors: {} }

/** What can have just happened, told once. */
const told = ['saved', 'unchanged', 'not-found'] as const

type AnsweringPage = {
  tab: (typeof tabs)[number]['name']
  title: string
  lead?: string
  above?: Child
  form?: FormView
  /** What just happened, in words of its own. */
  notice?: Child
}

/** A page about what helps staff to answer. */
export async function answeringPage(
  c: WebContext,
  { tab, title, lead, above, form = emptyForm, notice }: AnsweringPage,
  content: Child,
): Promise<Response> {
  const t = say(c, answeringMessages)
  const staff = await getStaff(c)
  const errors = Object.entries(form.errors).map(([id, message]) => ({ id, message }))
  const news = told.find((word) => word === c.req.query('told'))
  const shown = tabs.filter(({ needs }) => isAllowed(staff, needs))
  return deskPage(
    c,
    {
      ...{ title, staff, menuItem: 'inbox', wrong: errors.length > 0 },
      ...(errors.length > 0 ? { status: 422 } : {}),
    },
    <Band tight>
      <ErrorSummary title={t('errors', { n: errors.length })} errors={errors} />
      {news && <Notice kind={news === 'not-found' ? 'warning' : 'ok'} title={t(news)} justHappened />}
      {notice}
      <Tabs
        label={t('tabs')}
        tabs={shown.map(({ name }) => ({
          href: pathHere(c, `/desk/${name}`),
          label: t(name),
          current: name === tab,
        }))}
      />
      <PageHead title={title} lead={lead} above={above} />
      {content}
    </Band>,
  )
}

/** What a field of a form shows. */
export function fieldOf({ text, errors }: FormView, name: string) {
  const error = errors[name]
  return { id: name, name, value: textOf(text, name), ...(error === undefined ? {} : { error }) }
}

/** Goes back to a page that says what happened. */
export function tell(c: WebContext, path: string, word: (typeof told)[number]): Response {
  return c.redirect(`${pathHere(c, path)}?told=${word}`, 303)
}

/** The id in the address, where it is one. */
export function idHere(c: WebContext): string | undefined {
  return z.uuid().safeParse(c.req.param('id')).data
}

/** Who does something here, and when. */
export async function keeperHere(c: WebContext): Promise<Deed & { staff: StaffMember }> {
  const staff = await getStaff(c)
  return { by: staff.accountId, now: c.var.services.clock.now(), today: todayHere(c), staff }
}

/** The way through a list that goes on, where it does. */
export function ListPager({ c, path, after, next }: { c: WebContext; path: string } & Shown) {
  const t = say(c, answeringMessages)
  if (!after && !next) return null
  const here = pathHere(c, path)
  return (
    <Pager
      label={t('pages')}
      {...(after ? { previous: { href: here, label: t('first') } } : {})}
      {...(next ? { next: { href: `${here}?after=${next}`, label: t('more') } } : {})}
    />
  )
}

type Shown = { after: string | undefined; next: string | undefined }

const cursor = z.string().max(200).optional().catch(undefined)

/** Which part of a list the address asks for. */
export function pageHere(c: WebContext): { after: string | undefined; size: number } {
  return { after: cursor.parse(c.req.query('after')), size: 50 }
}
