import type { BulkLine, Picked } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Band, Button, DataTable, Empty, Field, Hidden, Notice, PageHead, Section, Select } from '#web/ui'
import { langOf, say } from '#web/words'
import { type InboxView, inboxPath, viewValues } from '../inbox/inbox-view.ts'
import { bulkMessages } from './bulk.messages.ts'
import { type BulkKind, PICK } from './bulk-choice.ts'

export type BulkView = {
  view: InboxView
  staff: StaffMember
  kind: BulkKind
  picked: Picked[]
  value: string
  step:
    | { kind: 'choose'; options: { value: string; label: string }[]; error?: string }
    | { kind: 'preview' | 'done'; lines: BulkLine[] }
}

/** Choosing what exactly, then what will happen, then what did: each a page, so that nothing is done unseen. */
export async function bulkPage(c: WebContext, bulk: BulkView): Promise<Response> {
  const t = say(c, bulkMessages)
  const { step, picked, staff, kind, view } = bulk
  return deskPage(
    c,
    {
      title: t('title'),
      menuItem: 'inbox',
      staff,
      ...(step.kind === 'choose' && step.error ? { status: 422, wrong: true } : {}),
    },
    <Band tight>
      <p>
        <a href={inboxPath(c, view)}>{t('back')}</a>
      </p>
      <PageHead title={t(kind)} lead={t('picked', { n: picked.length })} />
      {picked.length === 0 ? (
        <Empty title={t('noneTitle')} level={2}>
          {t('noneBody')}
        </Empty>
      ) : (
        <Step c={c} bulk={bulk} />
      )}
    </Band>,
  )
}

function Step({ c, bulk }: { c: WebContext; bulk: BulkView }) {
  if (bulk.step.kind === 'choose') return <Choose c={c} bulk={bulk} step={bulk.step} />
  return bulk.step.kind === 'preview' ? (
    <Preview c={c} bulk={bulk} lines={bulk.step.lines} />
  ) : (
    <Done c={c} bulk={bulk} lines={bulk.step.lines} />
  )
}

/** What was ticked, and in which list, goes along. */
function Carried({ picked, view, kind }: BulkView) {
  return (
    <>
      <Hidden values={{ ...viewValues(view), deed: kind }} />
      {picked.map(({ id, seen }) => (
        <Hidden values={{ [PICK]: `${id}.${seen}` }} />
      ))}
    </>
  )
}

type Choosing = Extract<BulkView['step'], { kind: 'choose' }>

function Choose({ c, bulk, step }: { c: WebContext; bulk: BulkView; step: Choosing }) {
  const t = say(c, bulkMessages)
  const { kind, value } = bulk
  if (kind === 'spam') return null
  if (step.options.length === 0 && kind !== 'snooze')
    return <p>{t(kind === 'label' ? 'noLabels' : 'noSubjects')}</p>
  const field = {
    ...{ id: 'value', name: 'value', label: t(`value${kind}`), value },
    ...(step.error ? { error: step.error } : {}),
  }
  return (
    <form class="wk-stack" action={pathHere(c, '/desk/inbox/bulk')} novalidate>
      <Carried {...bulk} />
      {kind === 'snooze' ? (
        <Field {...field} type="date" width="m" />
      ) : (
        <Select {...field} options={step.options} />
      )}
      <div>
        <Button kind="answer">{t('look')}</Button>
      </div>
    </form>
  )
}

type Told = { c: WebContext; bulk: BulkView; lines: BulkLine[] }

function Preview({ c, bulk, lines }: Told) {
  const t = say(c, bulkMessages)
  const able = lines.filter(({ fate }) => fate === 'done')
  const others = lines.filter(({ fate }) => fate !== 'done')
  return (
    <>
      <Section id="can" title={t('can', { n: able.length })} gap="m">
        <Named c={c} bulk={bulk} lines={able} />
        {able.length > 0 && (
          <form class="wk-stack" method="post" action={inboxPath(c, bulk.view, '/bulk')} data-turbo="false">
            <Carried {...bulk} picked={bulk.picked.filter(({ id }) => able.some((one) => one.id === id))} />
            <Hidden values={{ value: bulk.value }} />
            <p>{t('sendsNothing')}</p>
            <div>
              <Button kind="answer">{t('do', { n: able.length })}</Button>
            </div>
          </form>
        )}
      </Section>
      {others.length > 0 && (
        <Section id="cannot" title={t('cannot', { n: others.length })} gap="m">
          <Refused c={c} bulk={bulk} lines={others} />
        </Section>
      )}
    </>
  )
}

function Done({ c, bulk, lines }: Told) {
  const t = say(c, bulkMessages)
  const done = lines.filter(({ fate }) => fate === 'done')
  const others = lines.filter(({ fate }) => fate !== 'done')
  return (
    <>
      <Notice kind={done.length > 0 ? 'ok' : 'warning'} title={t('did', { n: done.length })} justHappened>
        {others.length === 0 ? t('all') : ''}
      </Notice>
      <Named c={c} bulk={bulk} lines={done} />
      {others.length > 0 && (
        <Section id="did-not" title={t('didNot', { n: others.length })} gap="m">
          <Refused c={c} bulk={bulk} lines={others} />
        </Section>
      )}
    </>
  )
}

function linkTo(c: WebContext, { view }: BulkView, { id, subject, language }: BulkLine) {
  return (
    <a href={inboxPath(c, view, `/${id}`)} {...langOf(c, language)}>
      {subject}
    </a>
  )
}

function Named({ c, bulk, lines }: Told) {
  if (lines.length === 0) return null
  return (
    <ul>
      {lines.map((line) => (
        <li>{linkTo(c, bulk, line)}</li>
      ))}
    </ul>
  )
}

function Refused({ c, bulk, lines }: Told) {
  const t = say(c, bulkMessages)
  return (
    <DataTable
      id="refused"
      caption={t('why')}
      hidesCaption
      stacks
      columns={[{ label: t('conversation') }, { label: t('why') }]}
      rows={lines.flatMap((line) => (line.fate === 'done' ? [] : [[linkTo(c, bulk, line), t(line.fate)]]))}
    />
  )
}
