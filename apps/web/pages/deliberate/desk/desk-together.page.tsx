import { nameSuspects, type StandingExclusion } from '#domains/deliberate'
import type { DialogueSnapshot, MapSide, SuspectGroup } from '#domains/opinions'
import type { WebContext } from '#web/http'
import { Button, DataTable, Details, Empty, Hidden, Section, TextArea } from '#web/ui'
import { say } from '#web/words'
import { type DeskFrame, deskDialogue, deskPathOf } from './desk-dialogue.tsx'
import { togetherMessages } from './desk-together.messages.ts'

export type TogetherView = Omit<DeskFrame, 'view' | 'errors'> & {
  snapshot: DialogueSnapshot | undefined
  standing: StandingExclusion[]
  /** The form that was filled in wrongly, by the group or the decision that it is about. */
  wrong?: { of: string; reason: string } | undefined
}

/** Groups of people who may not be what they seem, and whom staff left out of the maths. Never who they are. */
export async function deskTogetherPage(c: WebContext, view: TogetherView): Promise<Response> {
  const t = say(c, togetherMessages)
  const errors = view.wrong ? [{ id: `reason-${view.wrong.of}`, message: t('reasonWrong') }] : []
  return deskDialogue(
    c,
    { ...view, view: 'together', errors },
    <>
      <Section id="together" title={t('title')} gap="m">
        <p>{t('lead')}</p>
        <p>{t('what')}</p>
        <Suspects c={c} view={view} />
      </Section>
      <Section id="out" title={t('out')} gap="m">
        {view.standing.length === 0 ? (
          <p>{t('outNone')}</p>
        ) : (
          <ul class="wk-list">
            {view.standing.map((one) => (
              <li class="wk-stack wk-stack--s">
                <Standing c={c} view={view} one={one} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>,
  )
}

type Part = { c: WebContext; view: TogetherView }

function Suspects({ c, view }: Part) {
  const t = say(c, togetherMessages)
  const suspects = view.snapshot?.suspects
  if (!suspects)
    return (
      <Empty level={3} icon="calendar" title={t('unknown')}>
        {t('unknownText')}
      </Empty>
    )
  if (suspects.clusters.length === 0)
    return (
      <Empty level={3} title={t('none')}>
        {t('noneText')}
      </Empty>
    )
  return (
    <>
      {suspects.with && suspects.without && <Sides c={c} sides={[suspects.with, suspects.without]} />}
      <ul class="wk-list">
        {suspects.clusters.map((cluster) => (
          <li class="wk-stack wk-stack--s">
            <Cluster c={c} view={view} cluster={cluster} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What all of them change, also where they are too few for everybody to read. */
function Sides({ c, sides }: { c: WebContext; sides: [MapSide, MapSide] }) {
  const t = say(c, togetherMessages)
  const { format } = new Intl.NumberFormat(c.var.locale)
  const rowOf = (label: string, figure: (side: MapSide) => number | undefined) => {
    const figures = sides.map(figure)
    return figures.every((one) => one !== undefined) ? [[label, ...figures.map((one) => format(one))]] : []
  }
  return (
    <DataTable
      id="sides"
      caption={t('sidesCaption')}
      columns={[
        { label: t('sideWhat') },
        { label: t('withThem'), numeric: true },
        { label: t('withoutThem'), numeric: true },
      ]}
      rows={[
        ...rowOf(t('sidePeople'), ({ participants }) => participants),
        ...rowOf(t('sideGroups'), ({ groups }) => groups),
        ...rowOf(t('sideTogether'), ({ together }) => together),
      ]}
    />
  )
}

function Cluster({ c, view, cluster }: Part & { cluster: SuspectGroup }) {
  const t = say(c, togetherMessages)
  const { kind, participants, from, to, expected } = cluster
  const name = nameSuspects(cluster)
  const people = t('group', { n: participants.length })
  const rounded = new Intl.NumberFormat(c.var.locale, { maximumSignificantDigits: 2 }).format(expected)
  const form = <LeavingOut c={c} view={view} name={name} people={people} />
  return (
    <>
      <h3>
        {people}, {t('when', { from: new Date(from), to: new Date(to) })}
      </h3>
      <p>
        <b>{t(kind)}.</b> {t(kind === 'arranged' ? 'arrangedText' : 'alikeText')}
      </p>
      <p class="wk-small">{t('expected', { expected: rounded })}</p>
      {kind === 'arranged' ? (
        form
      ) : (
        <Details summary={t('alikeOut')} open={view.wrong?.of === name}>
          {form}
        </Details>
      )}
    </>
  )
}

/** The decision to leave them out, with its reason. */
function LeavingOut({ c, view, name, people }: Part & { name: string; people: string }) {
  const t = say(c, togetherMessages)
  return (
    <form
      method="post"
      action={`${deskPathOf(c, view.page.dialogue.slug)}/together`}
      class="wk-stack"
      novalidate
    >
      <Hidden values={{ cluster: name }} />
      <Reason c={c} view={view} of={name} label={t('reason')} />
      <div>
        <Button>
          {t('leaveOut')}
          <span class="wk-hidden">: {people}</span>
        </Button>
      </div>
    </form>
  )
}

function Standing({ c, view, one }: Part & { one: StandingExclusion }) {
  const t = say(c, togetherMessages)
  return (
    <>
      <h3>{t('group', { n: one.people })}</h3>
      <p>{t('decided', { who: one.by, at: one.at, reason: one.reason })}</p>
      <Details summary={t('takeBackSummary')} open={view.wrong?.of === one.id}>
        <form
          method="post"
          action={`${deskPathOf(c, view.page.dialogue.slug)}/together/${one.id}`}
          class="wk-stack"
          novalidate
        >
          <Reason c={c} view={view} of={one.id} label={t('backReason')} />
          <div>
            <Button>{t('takeBack')}</Button>
          </div>
        </form>
      </Details>
    </>
  )
}

function Reason({ c, view, of: about, label }: Part & { of: string; label: string }) {
  const t = say(c, togetherMessages)
  const wrong = view.wrong?.of === about ? view.wrong : undefined
  return (
    <TextArea
      id={`reason-${about}`}
      name="reason"
      label={label}
      description={t('reasonHelp')}
      rows={2}
      value={wrong?.reason ?? ''}
      required
      {...(wrong ? { error: t('reasonWrong') } : {})}
    />
  )
}
