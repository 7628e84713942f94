import type { MailCondition } from '#platform/mail'
import { getStaff } from '../../frame/guard.ts'
import { deskPage } from '../../frame/page.tsx'
import { say } from '../../frame/say.ts'
import type { WebContext } from '../../frame/web.ts'
import { Band, DataTable, PageHead, Tag } from '../../ui/index.ts'
import { conditionMessages } from './condition.messages.ts'

export type Condition = {
  jobs: { hasWorker: boolean; held: number; late: number }
  mail: MailCondition
  lateMaps: number
}

/** For who looks after the installation: what stands still, in a sentence each with whom to ask. */
export async function conditionPage(c: WebContext, condition: Condition): Promise<Response> {
  const t = say(c, conditionMessages)
  const row = (name: string, complaints: string[], good: string) => [
    name,
    complaints.length > 0 ? (
      <Tag icon="warning" tone="late">
        {t('look')}
      </Tag>
    ) : (
      <Tag icon="check-circle" tone="answer">
        {t('good')}
      </Tag>
    ),
    complaints.length > 0 ? complaints.map((complaint) => <p>{complaint}</p>) : good,
  ]
  return deskPage(
    c,
    { title: t('title'), place: 'condition', staff: await getStaff(c) },
    <Band tight>
      <PageHead title={t('title')} lead={t('lead')} />
      <DataTable
        id="condition"
        caption={t('title')}
        columns={[{ label: t('what') }, { label: t('state') }, { label: t('says') }]}
        rows={[
          row(t('jobs'), aboutJobs(c, condition), t('jobsGood')),
          row(t('mail'), aboutMail(c, condition), t('mailGood')),
          row(t('maps'), aboutMaps(c, condition), t('mapsGood')),
        ]}
      />
    </Band>,
  )
}

function aboutJobs(c: WebContext, { jobs: { hasWorker, held, late } }: Condition): string[] {
  const t = say(c, conditionMessages)
  return [...(hasWorker ? [] : [t('noWorker')]), ...(held + late > 0 ? [t('jobsStuck', { held, late })] : [])]
}

function aboutMail(c: WebContext, { mail: { waiting, since, refused } }: Condition): string[] {
  const t = say(c, conditionMessages)
  return [
    ...(since ? [t('mailWaiting', { n: waiting, since })] : []),
    ...(refused > 0 ? [t('mailRefused', { n: refused })] : []),
  ]
}

function aboutMaps(c: WebContext, { lateMaps }: Condition): string[] {
  return lateMaps > 0 ? [say(c, conditionMessages)('mapsLate', { n: lateMaps })] : []
}
