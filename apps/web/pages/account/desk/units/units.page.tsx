import type { Held, TaskLine } from '#domains/answer'
import type { RunningDossier } from '#domains/dossier'
import type { Absence, StaffMember, Unit } from '#domains/people'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { Button, Confirm, Details, Field, Notice, Section, Select, Tree } from '#web/ui'
import { langOf, say } from '#web/words'
import { staffMessages } from '../staff.messages.ts'
import { whoMessages } from '../who.messages.ts'
import { type FormView, fieldOf, openUnits, treeOptions, whoPage } from '../who.tsx'
import { unitsMessages } from './units.messages.ts'

/** What can have just happened, told once. */
export const told = ['opened', 'changed', 'closed-now', 'not-found', 'in-use', 'no-heir'] as const

const goodNews: readonly string[] = ['opened', 'changed', 'closed-now']

type Told = (typeof told)[number] | undefined

/** Everything that the pages of units stand on. */
export type UnitsView = { units: Unit[]; staff: StaffMember[]; away: Absence[]; form: FormView; told: Told }

/** The tree of units with who works there, and the form that adds one. */
export function unitsPage(
  c: WebContext,
  { units, staff, away, form, told: news }: UnitsView,
): Promise<Response> {
  const t = say(c, unitsMessages)
  const hasWorkers = ({ id }: Unit) => staff.some((one) => one.roles.some(({ unitId }) => unitId === id))
  const hasUnits = ({ id }: Unit) => openUnits(units).some(({ parentId }) => parentId === id)
  const closed = units.filter(({ closedOn }) => closedOn !== null)
  return whoPage(
    c,
    { tab: 'units', title: t('title'), lead: t('lead'), form, told: toldOf(c, news) },
    <>
      <Tree
        nodes={openUnits(units)}
        line={(unit) => (
          <>
            <a href={pathHere(c, `/desk/units/${unit.id}`)}>{unit.name}</a>
            {(hasWorkers(unit) || !hasUnits(unit)) && (
              <span class="wk-tree__more">{workersOf(c, unit, { staff, away })}</span>
            )}
          </>
        )}
      />
      {closed.length > 0 && (
        <Details summary={t('closed')}>
          <ul class="wk-bullets">
            {closed.map(({ name, closedOn }) => (
              <li>{t('closedOn', { name, on: noonOf(closedOn ?? '') })}</li>
            ))}
          </ul>
        </Details>
      )}
      <Section id="add" title={t('addTitle')} gap="m">
        <form method="post" action={pathHere(c, '/desk/units')} class="wk-stack" novalidate>
          <UnitFields c={c} form={form} units={units} />
          <Button kind="primary">{t('add')}</Button>
        </form>
      </Section>
    </>,
  )
}

function toldOf(c: WebContext, news: Told) {
  return news && { good: goodNews.includes(news), sentence: say(c, unitsMessages)(news) }
}

/** "Wieke Postma, Klantcontact; Samir (afwezig t/m 5 mrt)": who holds a role there today. */
function workersOf(c: WebContext, unit: Unit, { staff, away }: Pick<UnitsView, 'staff' | 'away'>): string {
  const t = say(c, unitsMessages)
  const role = say(c, staffMessages)
  const here = staff.flatMap((one) => {
    const held = one.roles.filter(({ unitId }) => unitId === unit.id)
    if (held.length === 0) return []
    const absence = away.find(({ accountId }) => accountId === one.accountId)
    const name = absence ? t('away', { name: one.name, on: noonOf(absence.toOn) }) : one.name
    return [`${name}: ${held.map((own) => role(own.role)).join(', ')}`]
  })
  return here.join('; ') || t('nobody')
}

function UnitFields({ c, form, units }: { c: WebContext; form: FormView; units: Unit[] }) {
  const t = say(c, unitsMessages)
  return (
    <>
      <Field {...fieldOf(form, 'name')} label={t('name')} width="m" autocomplete="off" required />
      <Select
        {...fieldOf(form, 'parentId')}
        label={t('parent')}
        options={treeOptions(openUnits(units), t('parentNone'))}
      />
    </>
  )
}

/** What was asked of it and is not done: some of it, and how much there is. */
type HeldTasks = { named: TaskLine[]; total: number }

export type UnitView = UnitsView & {
  unit: Unit
  inUse: { units: string[]; staff: string[]; subjects: string[] }
  /** What it still has to answer, and what it asks people now. */
  conversations: Held
  dossiers: RunningDossier[]
  tasks: HeldTasks
}

/** One unit: its name and place, who works there, and closing it. */
export function unitPage(c: WebContext, view: UnitView): Promise<Response> {
  const t = say(c, unitsMessages)
  const { unit, units, form } = view
  const here = `/desk/units/${unit.id}`
  return whoPage(
    c,
    {
      ...{ tab: 'units', title: unit.name, form, told: toldOf(c, view.told) },
      above: <a href={pathHere(c, '/desk/units')}>{t('title')}</a>,
    },
    <>
      <Section id="people" title={t('peopleTitle')} gap="s">
        <p>{workersOf(c, unit, view)}</p>
      </Section>
      <Section id="change" title={t('changeTitle')} gap="m">
        <form method="post" action={pathHere(c, here)} class="wk-stack" novalidate>
          <p>{t('changeHelp')}</p>
          <UnitFields c={c} form={form} units={units.filter(({ id }) => id !== unit.id)} />
          <Button kind="primary">{say(c, whoMessages)('save')}</Button>
        </form>
      </Section>
      <Section id="close" title={t('closeTitle')} gap="m">
        <Closing c={c} view={view} />
      </Section>
    </>,
  )
}

function Closing({ c, view }: { c: WebContext; view: UnitView }) {
  const { unit, inUse, conversations, dossiers } = view
  const t = say(c, unitsMessages)
  const lists = [
    ['inUseUnits', inUse.units],
    ['inUseStaff', inUse.staff],
    ['inUseSubjects', inUse.subjects],
  ] as const
  const holding = lists.filter(([, names]) => names.length > 0)
  const { tasks } = view
  if (holding.length + dossiers.length + tasks.total > 0)
    return (
      <Notice title={t('inUse')}>
        <ul class="wk-bullets">
          {holding.map(([word, names]) => (
            <li>{t(word, { names: names.join(', ') })}</li>
          ))}
          {dossiers.map(({ slug, question, language }) => (
            <li>
              {t('inUseDossier')}{' '}
              <a href={pathHere(c, `/desk/dossiers/${slug}`)} {...langOf(c, language)}>
                {question}
              </a>
            </li>
          ))}
          {tasks.total > 0 && (
            <li>
              {t('inUseTasks', { n: tasks.total })}
              <ul class="wk-bullets">
                {tasks.named.map(({ id, question }) => (
                  <li>
                    <a href={pathHere(c, `/desk/tasks/${id}`)}>{question}</a>
                  </li>
                ))}
              </ul>
            </li>
          )}
        </ul>
      </Notice>
    )
  return (
    <Confirm
      id="close-sure"
      title={t('closeSure')}
      level={3}
      kind="default"
      action={pathHere(c, `/desk/units/${unit.id}/close`)}
      confirm={t('closeConfirm', { name: unit.name })}
      cancel={{ href: pathHere(c, '/desk/units'), label: say(c, whoMessages)('back') }}
    >
      <p>{t('closeText')}</p>
      {conversations.total > 0 && (
        <>
          <p>{t('closeConversations', { n: conversations.total })}</p>
          <Select
            id="to"
            name="to"
            label={t('closeTo')}
            options={treeOptions(
              openUnits(view.units).filter(({ id }) => id !== unit.id),
              t('closeToNone'),
            )}
          />
        </>
      )}
    </Confirm>
  )
}
