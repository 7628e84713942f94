import type { Distributing, Member } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Button, DataTable, Empty, Field, Hidden, Section } from '#web/ui'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage } from '../answering-page.tsx'
import { distributionMessages } from './distribution.messages.ts'

/** Which teams give out what comes in. */
export function distributionPage(c: WebContext, units: Distributing[]): Promise<Response> {
  const t = say(c, distributionMessages)
  const a = say(c, answeringMessages)
  return answeringPage(
    c,
    { tab: 'distribution', title: a('distribution'), lead: t('lead') },
    <DataTable
      id="units"
      caption={a('distribution')}
      hidesCaption
      stacks
      columns={[{ label: t('team') }, { label: t('state') }]}
      rows={units.map(({ unitId, unit, isOn }) => [
        <a href={pathHere(c, `/desk/distribution/${unitId}`)}>{unit}</a>,
        t(isOn ? 'yes' : 'no'),
      ])}
    />,
  )
}

/** Hours that were typed and are not right, of one of the team. */
export type WrongHours = { accountId: string; hours: string[] }

type UnitView = { unit: Distributing; members: Member[]; wrong: WrongHours | undefined }

/** One team: its switch, and the hours of who works in it. */
export function distributionOfUnitPage(c: WebContext, view: UnitView): Promise<Response> {
  const t = say(c, distributionMessages)
  const { unit, members, wrong } = view
  const here = pathHere(c, `/desk/distribution/${unit.unitId}`)
  const errors = wrong ? { [`hours-${wrong.accountId}-1`]: t('notHours') } : {}
  return answeringPage(
    c,
    {
      ...{ tab: 'distribution', title: unit.unit, form: { text: {}, errors } },
      above: <a href={pathHere(c, '/desk/distribution')}>{say(c, answeringMessages)('distribution')}</a>,
    },
    <>
      <form method="post" action={`${here}/${unit.isOn ? 'off' : 'on'}`} class="wk-stack wk-stack--s">
        <p>
          {t(unit.isOn ? 'isOn' : 'isOff')} {!unit.isOn && t('onHelp')}
        </p>
        <p>
          <Button>{t(unit.isOn ? 'switchOff' : 'switchOn')}</Button>
        </p>
      </form>
      {members.length === 0 && (
        <Empty level={2} title={t('nobody')}>
          {t('nobodyText')}
        </Empty>
      )}
      {members.map((member) => (
        <Hours
          c={c}
          member={member}
          action={`${here}/hours`}
          {...(wrong?.accountId === member.accountId ? { typed: wrong.hours } : {})}
        />
      ))}
    </>,
  )
}

type HoursProps = { c: WebContext; member: Member; action: string; typed?: string[] }

function Hours({ c, member, action, typed }: HoursProps) {
  const t = say(c, distributionMessages)
  const { accountId, name, hours, isAway } = member
  const days = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const
  return (
    <Section id={`of-${accountId}`} title={t('hoursTitle', { name })} gap="m">
      <form method="post" action={action} class="wk-stack" novalidate>
        {isAway && <p>{t('away', { name })}</p>}
        <p class="wk-small">{t('hoursHelp')}</p>
        <Hidden values={{ accountId }} />
        <div class="wk-row">
          {days.map((day, at) => (
            <Field
              id={`hours-${accountId}-${at + 1}`}
              name="hours[]"
              type="text"
              inputmode="decimal"
              label={t(day)}
              width="s"
              value={typed?.[at] ?? `${hours[at] ?? 0}`}
              autocomplete="off"
              {...(typed && at === 0 ? { error: t('notHours') } : {})}
            />
          ))}
        </div>
        <p>
          <Button small>{say(c, answeringMessages)('save')}</Button>
        </p>
      </form>
    </Section>
  )
}
