import type { JobsCondition } from '#platform/jobs'
import type { MailCondition } from '#platform/mail'
import type { MailboxCondition } from '#platform/mailbox'
import type { WebContext } from '#web/http'
import { deskPage, getStaff, isSilentDemo } from '#web/shell'
import { Band, Halves, Notice, PageHead, Section, Tag } from '#web/ui'
import { say } from '#web/words'
import { conditionMessages } from './condition.messages.ts'

export type Condition = {
  jobs: JobsCondition
  mail: MailCondition
  mailboxes: MailboxCondition[]
  lateMaps: number
}

/** For whoever looks after the installation: what stands still, in a sentence each with whom to ask. */
export async function conditionPage(c: WebContext, condition: Condition): Promise<Response> {
  const t = say(c, conditionMessages)
  const parts = [
    { id: 'jobs', complaints: aboutJobs(c, condition), good: t('jobsGood') },
    { id: 'mail', complaints: aboutMail(c, condition), good: t(isSilentDemo(c) ? 'mailDemo' : 'mailGood') },
    ...(condition.mailboxes.length > 0
      ? ([{ id: 'mailIn', complaints: aboutMailboxes(c, condition), good: t('mailInGood') }] as const)
      : []),
    { id: 'maps', complaints: aboutMaps(c, condition), good: t('mapsGood') },
  ] as const
  const wrong = parts.filter(({ complaints }) => complaints.length > 0).length
  return deskPage(
    c,
    { title: t('title'), menuItem: 'condition', staff: await getStaff(c) },
    <Band tight>
      <PageHead title={t('title')} />
      <Notice kind={wrong > 0 ? 'warning' : 'ok'} title={wrong > 0 ? t('no', { n: wrong }) : t('yes')}>
        {t('now')}
      </Notice>
      <Halves>
        {parts.map(({ id, complaints, good }) => (
          <Section id={id} title={t(id)} gap="s">
            <div>{complaints.length > 0 ? <LookTag c={c} /> : <GoodTag c={c} />}</div>
            {(complaints.length > 0 ? complaints : [good]).map((sentence) => (
              <p>{sentence}</p>
            ))}
          </Section>
        ))}
      </Halves>
    </Band>,
  )
}

function GoodTag({ c }: { c: WebContext }) {
  return (
    <Tag icon="check-circle" tone="answer">
      {say(c, conditionMessages)('good')}
    </Tag>
  )
}

function LookTag({ c }: { c: WebContext }) {
  return (
    <Tag icon="warning" tone="late">
      {say(c, conditionMessages)('look')}
    </Tag>
  )
}

function aboutJobs(c: WebContext, { jobs: { hasWorker, held, late, failing, long } }: Condition): string[] {
  const t = say(c, conditionMessages)
  return [
    ...(hasWorker ? [] : [t('noWorker')]),
    ...(held > 0 ? [t('jobsHeld', { n: held })] : []),
    ...(late > 0 ? [t('jobsLate', { n: late })] : []),
    ...failing.map(({ name, jobs, tries, givenUp }) => t('jobsFailing', { name, jobs, tries, givenUp })),
    ...(failing.length > 0 ? [t('jobsFailingAsk')] : []),
    ...(long > 0 ? [t('jobsLong', { n: long })] : []),
  ]
}

function aboutMail(c: WebContext, { mail: { waiting, since, refused } }: Condition): string[] {
  const t = say(c, conditionMessages)
  if (isSilentDemo(c)) return []
  return [
    ...(since ? [t('mailWaiting', { n: waiting, since })] : []),
    ...(refused > 0 ? [t('mailRefused', { n: refused })] : []),
  ]
}

function aboutMailboxes(c: WebContext, { mailboxes }: Condition): string[] {
  const t = say(c, conditionMessages)
  return [
    ...mailboxes.flatMap(({ isLate, name, folder }) => (isLate ? [t('mailInLate', { name, folder })] : [])),
    ...mailboxes.flatMap(({ missed, name, folder, comparedAt }) =>
      missed > 0 && comparedAt ? [t('mailInMissed', { name, folder, n: missed, at: comparedAt })] : [],
    ),
  ]
}

function aboutMaps(c: WebContext, { lateMaps }: Condition): string[] {
  return lateMaps > 0 ? [say(c, conditionMessages)('mapsLate', { n: lateMaps })] : []
}
