import type { Follow } from '#domains/listen'
import { type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  Checkbox,
  Empty,
  ErrorSummary,
  Field,
  List,
  Notice,
  PageHead,
  Row,
  Section,
  Stack,
} from '#web/ui'
import { say } from '#web/words'
import { alertMessages } from './alerts.messages.ts'
import { FeedSection, type FeedView } from './feed-section.tsx'

export type TimesForm = { text: FormText; errors: Record<string, string> }

export type AlertsView = {
  follows: readonly Follow[]
  times: TimesForm
  done?: 'saved' | 'feedDropped' | undefined
  feed: FeedView
}

/** What somebody follows, and when they want mail of it. */
export async function alertsPage(c: WebContext, view: AlertsView): Promise<Response> {
  const t = say(c, alertMessages)
  const { follows, times, done } = view
  const errors = Object.entries(times.errors).map(([id, message]) => ({ id, message }))
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c), wrong: errors.length > 0 },
    <Band tight>
      {done && <Notice kind="ok" title={t(done)} justHappened />}
      <ErrorSummary title={t('errors', { n: errors.length })} errors={errors} />
      <Stack>
        <Breadcrumbs label={t('trail')} trail={[{ href: pathHere(c, '/desk/listen'), label: t('back') }]} />
        <PageHead title={t('title')} lead={t('lead')} />
      </Stack>
      <Follows c={c} follows={follows} />
      <Times c={c} times={times} />
      <FeedSection c={c} follows={follows} feed={view.feed} />
    </Band>,
  )
}

function Follows({ c, follows }: { c: WebContext; follows: readonly Follow[] }) {
  const t = say(c, alertMessages)
  const watches = pathHere(c, '/desk/listen/watches')
  return (
    <Section id="follows" title={t('followsTitle')} gap="m">
      {follows.length === 0 ? (
        <Empty
          icon="magnifying-glass"
          title={t('followsNone')}
          action={<ButtonLink href={watches}>{t('toWatches')}</ButtonLink>}
        />
      ) : (
        <List
          items={follows.map(({ watchId, watch, pace, followedAt, toldAt }) => ({
            href: `${watches}/${watchId}`,
            title: watch,
            body: <p>{t(pace)}</p>,
            meta: [
              { icon: 'calendar', text: t('since', { at: followedAt }) },
              { icon: 'at', text: toldAt ? t('lastMail', { at: toldAt }) : t('noMail') },
            ],
          }))}
        />
      )}
    </Section>
  )
}

function Times({ c, times: { text, errors } }: { c: WebContext; times: TimesForm }) {
  const t = say(c, alertMessages)
  const field = (name: 'digestAt' | 'quietFrom' | 'quietUntil') => (
    <Field
      id={name}
      name={name}
      type="time"
      width="s"
      label={t(name)}
      value={textOf(text, name)}
      {...(errors[name] ? { error: errors[name] } : {})}
      required
    />
  )
  return (
    <Section id="times" title={t('timesTitle')} gap="m">
      <form method="post" action={pathHere(c, '/desk/listen/alerts')} class="wk-stack wk-stack--l" novalidate>
        {field('digestAt')}
        <fieldset class="wk-stack">
          <legend class="wk-legend">{t('quietTitle')}</legend>
          <p>
            {t('quietText')} {t('quietNone')}
          </p>
          <Row>
            {field('quietFrom')}
            {field('quietUntil')}
          </Row>
          <Checkbox
            id="quietDaysOff"
            name="quietDaysOff"
            label={t('quietDaysOff')}
            description={t('quietDaysOffHelp')}
            checked={textOf(text, 'quietDaysOff') === 'yes'}
          />
        </fieldset>
        <div>
          <Button kind="primary">{t('save')}</Button>
        </div>
      </form>
    </Section>
  )
}
