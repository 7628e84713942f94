import type { Absence, GivenMandate, StaffMember } from '#domains/people'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { Button, ButtonLink, Field, Row, Section, Select, Stack } from '#web/ui'
import { say } from '#web/words'
import { mandatesMessages } from '../mandates/mandates.messages.ts'
import { MandateTable } from '../mandates/mandates.page.tsx'
import { rolesOf } from '../roles-of.ts'
import { whoMessages } from '../who.messages.ts'
import { type FormView, fieldOf, whoPage } from '../who.tsx'
import { colleagueMessages } from './colleague.messages.ts'
import { absenceSentence } from './colleague.page.tsx'
import { type May, WhatTheyMay } from './what-they-may.tsx'

/** What can have just happened, told once. */
export const told = ['set', 'absence-ended', 'given-on', 'not-found', 'not-yours', 'one-step'] as const

const goodNews: readonly string[] = ['set', 'absence-ended', 'given-on']

export type OwnView = {
  me: StaffMember
  absences: Absence[]
  standsIn: Absence[]
  may: May
  mandates: GivenMandate[]
  colleagues: StaffMember[]
  form: FormView
  told: (typeof told)[number] | undefined
}

/** One's own page: what one may do, when one is away, and where one is signed in. */
export function ownPage(c: WebContext, view: OwnView): Promise<Response> {
  const t = say(c, colleagueMessages)
  const { me, may, mandates, form, told: news } = view
  return whoPage(
    c,
    {
      ...{ title: t('ownTitle'), lead: t('ownLead', { email: me.email, roles: rolesOf(c, me) }), form },
      told: news && { good: goodNews.includes(news), sentence: t(news) },
    },
    <>
      <p>
        <a href={pathHere(c, '/desk/sessions')}>{t('sessions')}</a>
      </p>
      <WhatTheyMay c={c} who={{ name: me.name, own: 'yes' }} title={t('mayTitleOwn')} may={may} />
      {mandates.length > 0 && (
        <Section id="named" title={t('namedTitle')} gap="s">
          <MandateTable c={c} mandates={mandates} mayEnd={false} />
          <Row>
            {mandates.filter(mayGiveOn).map((one) => (
              <ButtonLink small href={pathHere(c, `/desk/me/mandates/${one.id}/give-on`)}>
                {t('giveOn')}
                <span class="wk-hidden"> {one.decision}</span>
              </ButtonLink>
            ))}
          </Row>
        </Section>
      )}
      <Section id="away" title={t('absenceTitle')} gap="s">
        <OwnAbsences c={c} view={view} />
      </Section>
      <Section id="absence" title={t('absenceAdd')} gap="m">
        <form method="post" action={pathHere(c, '/desk/me/absence')} class="wk-stack" novalidate>
          <p>{t('absenceHelp')}</p>
          <Field {...fieldOf(form, 'fromOn')} type="date" label={t('absenceFrom')} width="s" required />
          <Field {...fieldOf(form, 'toOn')} type="date" label={t('absenceTo')} width="s" required />
          <Colleagues
            {...{ c, view, name: 'deputyId', label: t('deputy'), none: t('deputyNone') }}
            description={t('deputyHelp')}
          />
          <Button kind="primary">{t('absenceSave')}</Button>
        </form>
      </Section>
    </>,
  )
}

/** What was given on once goes no further, and what is forbidden nowhere. */
function mayGiveOn({ givenBy, approval }: GivenMandate): boolean {
  return givenBy === null && approval !== 'forbidden'
}

function OwnAbsences({ c, view: { absences, standsIn } }: { c: WebContext; view: OwnView }) {
  const t = say(c, colleagueMessages)
  return (
    <>
      {absences.length === 0 && <p>{t('ownAbsenceNone')}</p>}
      {absences.map((one) => (
        <form method="post" action={pathHere(c, `/desk/me/absence/${one.id}/end`)} class="wk-row">
          <span>{absenceSentence(c, one)}</span>
          <Button small>
            {t('absenceEnd')}
            <span class="wk-hidden"> {absenceSentence(c, one)}</span>
          </Button>
        </form>
      ))}
      {standsIn.map(({ name, fromOn, toOn }) => (
        <p>{t('standsIn', { name, first: noonOf(fromOn), last: noonOf(toOn) })}</p>
      ))}
    </>
  )
}

type ColleaguesProps = {
  c: WebContext
  view: Pick<OwnView, 'form' | 'colleagues' | 'me'>
  name: string
  label: string
  none: string
  description?: string
}

function Colleagues({ view: { form, colleagues, me }, name, label, none, description }: ColleaguesProps) {
  const others = colleagues.filter(({ accountId }) => accountId !== me.accountId)
  return (
    <Select
      {...fieldOf(form, name)}
      label={label}
      {...(description === undefined ? {} : { description })}
      options={[
        { value: '', label: none },
        ...others.map((one) => ({ value: one.accountId, label: `${one.name}, ${one.unit}` })),
      ]}
    />
  )
}

export type GiveOnView = { mandate: GivenMandate } & Pick<OwnView, 'form' | 'colleagues' | 'me'>

/** The form that gives a mandate on to a colleague. */
export function giveOnPage(c: WebContext, view: GiveOnView): Promise<Response> {
  const t = say(c, colleagueMessages)
  const words = say(c, mandatesMessages)
  const { mandate, form } = view
  const back = pathHere(c, '/desk/me')
  return whoPage(
    c,
    { title: t('giveOnTitle'), form, above: <a href={back}>{t('ownTitle')}</a> },
    <Stack>
      <MandateTable c={c} mandates={[mandate]} mayEnd={false} />
      <form
        method="post"
        action={pathHere(c, `/desk/me/mandates/${mandate.id}/give-on`)}
        class="wk-stack"
        novalidate
      >
        <p>{t('giveOnText')}</p>
        <Colleagues {...{ c, view, name: 'to', label: t('giveOnTo'), none: t('giveOnChoose') }} />
        <Field
          {...fieldOf(form, 'toOn')}
          type="date"
          label={words('toOn')}
          description={words('toOnHelp')}
          width="s"
        />
        <Field
          {...fieldOf(form, 'decision')}
          label={words('decision')}
          description={words('decisionHelp')}
          autocomplete="off"
          required
        />
        <p class="wk-row">
          <Button kind="primary">{t('giveOn')}</Button>
          <ButtonLink kind="subtle" href={back}>
            {say(c, whoMessages)('back')}
          </ButtonLink>
        </p>
      </form>
    </Stack>,
  )
}
