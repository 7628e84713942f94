import { LONGEST_VIEW_NAME, MOST_VIEWS, mayKeepFor, type InboxView as SavedView } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import { pathHere, textOf, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import {
  Band,
  Button,
  Details,
  ErrorSummary,
  Field,
  Hidden,
  Notice,
  PageHead,
  Row,
  Section,
  Select,
} from '#web/ui'
import { say } from '#web/words'
import type { FormView } from '../answering-page.tsx'
import type { DeskChoices } from '../choices.ts'
import type { InboxView } from '../inbox/inbox-view.ts'
import { viewValues } from '../inbox/inbox-view.ts'
import { viewWords } from './view-words.ts'
import { viewsMessages } from './views.messages.ts'
import { savedPath } from './views-menu.tsx'

/** What can have just happened. */
export const viewNews = ['saved', 'renamed', 'removed', 'moved', 'started', 'stopped', 'not-found'] as const

export type ViewsPage = {
  staff: StaffMember
  views: SavedView[]
  choices: DeskChoices
  /** The list that is to be kept, where somebody came to keep one. */
  keeping: InboxView | undefined
  form: FormView
  news: (typeof viewNews)[number] | undefined
}

/** The views of somebody and of their teams: kept, renamed, put in order and removed. */
export async function viewsPage(c: WebContext, page: ViewsPage): Promise<Response> {
  const v = say(c, viewsMessages)
  const { staff, views, keeping, form, news } = page
  const errors = Object.entries(form.errors).map(([id, message]) => ({ id, message }))
  const units = [...new Map(views.flatMap(({ unit }) => (unit ? [[unit.id, unit.name]] : [])))]
  const own = views.filter(({ unit }) => unit === null)
  return deskPage(
    c,
    {
      ...{ title: v('title'), menuItem: 'inbox', staff, wrong: errors.length > 0 },
      ...(errors.length > 0 ? { status: 422 } : {}),
    },
    <Band tight>
      <ErrorSummary title={v('errors')} errors={errors} />
      {news && <Notice kind={news === 'not-found' ? 'warning' : 'ok'} title={v(news)} justHappened />}
      <PageHead title={v('title')} lead={v('lead')} />
      {keeping && <Keep c={c} page={page} keeping={keeping} />}
      <Section id="own" title={v('own')} gap="m">
        {own.length === 0 ? <p>{v('ownNone')}</p> : <Views c={c} page={page} of={own} mayChange />}
      </Section>
      {units.map(([id, name]) => (
        <Section id={`unit-${id}`} title={v('ofUnit', { unit: name })} gap="m">
          <Views
            c={c}
            page={page}
            of={views.filter(({ unit }) => unit?.id === id)}
            mayChange={mayKeepFor(staff, id)}
          />
        </Section>
      ))}
    </Band>,
  )
}

function Keep({ c, page, keeping }: { c: WebContext; page: ViewsPage; keeping: InboxView }) {
  const v = say(c, viewsMessages)
  const { staff, form, choices } = page
  const units = new Map(staff.roles.map(({ unitId, unit }) => [unitId, unit]))
  const { name, unitId } = form.errors
  return (
    <Section id="keep" title={v('saveTitle')} gap="m">
      <form class="wk-stack" method="post" action={pathHere(c, '/desk/views')} novalidate>
        <p>{v('shows', { what: viewWords(c, keeping, choices) })}</p>
        <Hidden values={viewValues({ ...keeping, after: undefined, sought: undefined, saved: undefined })} />
        <Field
          id="name"
          name="name"
          label={v('name')}
          description={v('nameHelp', { max: LONGEST_VIEW_NAME })}
          value={textOf(form.text, 'name')}
          width="m"
          autocomplete="off"
          required
          {...(name ? { error: name } : {})}
        />
        <Select
          id="unitId"
          name="unitId"
          label={v('owner')}
          options={[
            { value: '', label: v('ownerMe') },
            ...[...units].map(([value, unit]) => ({ value, label: v('ownerUnit', { unit }) })),
          ]}
          value={textOf(form.text, 'unitId')}
          {...(unitId ? { error: unitId } : {})}
        />
        <div>
          <Button kind="primary">{v('keep')}</Button>
        </div>
      </form>
    </Section>
  )
}

type Shown = { c: WebContext; page: ViewsPage; of: SavedView[]; mayChange: boolean }

function Views({ c, page, of, mayChange }: Shown) {
  return (
    <ol class="wk-stack">
      {of.map((view, at) => (
        <li class="wk-stack wk-stack--s">
          <p>
            <a href={savedPath(c, view)}>{view.name}</a>
            <br />
            <span class="wk-small">{viewWords(c, view, page.choices)}</span>
          </p>
          <form
            method="post"
            action={pathHere(c, `/desk/views/${view.id}`)}
            class="wk-stack wk-stack--s"
            novalidate
          >
            <Where c={c} view={view} at={at} last={of.length - 1} mayChange={mayChange} />
            {mayChange && <Change c={c} view={view} />}
          </form>
        </li>
      ))}
    </ol>
  )
}

type Placed = { c: WebContext; view: SavedView; at: number; last: number; mayChange: boolean }

function Where({ c, view, at, last, mayChange }: Placed) {
  const v = say(c, viewsMessages)
  const { id, name, isStart } = view
  const to = (deed: string) => pathHere(c, `/desk/views/${id}/${deed}`)
  return (
    <>
      {isStart && <p>{v('isStart')}</p>}
      <Row>
        <Button small formaction={to(isStart ? 'stop' : 'start')}>
          {v(isStart ? 'stopStart' : 'start')}
        </Button>
        {mayChange && at > 0 && (
          <Button small formaction={to('up')}>
            {v('up', { name })}
          </Button>
        )}
        {mayChange && at < last && (
          <Button small formaction={to('down')}>
            {v('down', { name })}
          </Button>
        )}
      </Row>
    </>
  )
}

function Change({ c, view }: { c: WebContext; view: SavedView }) {
  const v = say(c, viewsMessages)
  const { id, name, unit } = view
  return (
    <Details summary={v('change')}>
      <div class="wk-stack wk-stack--s">
        <Field id={`name-${id}`} name="name" label={v('name')} value={name} width="m" autocomplete="off" />
        <Row>
          <Button small formaction={pathHere(c, `/desk/views/${id}/rename`)}>
            {v('rename')}
          </Button>
          <Button small formaction={pathHere(c, `/desk/views/${id}/remove`)}>
            {v('remove', { name })}
          </Button>
        </Row>
        {unit && <p class="wk-small">{v('removeHelp')}</p>}
      </div>
    </Details>
  )
}

/** Most that is said of a name or of how many there are. */
export function mostOf(problem: string): number {
  return problem === 'too-many' ? MOST_VIEWS : LONGEST_VIEW_NAME
}
