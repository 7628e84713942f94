import { type OpenSession, SESSION_DAYS, SESSION_IDLE_HOURS, type StaffMember } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Band, Button, DataTable, PageHead, Section } from '#web/ui'
import { say } from '#web/words'
import { accountMessages } from '../account.messages.ts'

/** Where a member of staff is signed in, and the button that ends it everywhere. */
export async function sessionsPage(
  c: WebContext,
  { sessions, sessionId, staff }: { sessions: OpenSession[]; sessionId: string; staff: StaffMember },
): Promise<Response> {
  const t = say(c, accountMessages)
  const lead = t('sessionsLead', { days: SESSION_DAYS, hours: SESSION_IDLE_HOURS })
  return deskPage(
    c,
    { title: t('sessionsTitle'), staff },
    <Band tight>
      <PageHead title={t('sessionsTitle')} lead={lead} />
      <DataTable
        id="sessions"
        caption={t('sessionsTitle')}
        hidesCaption
        stacks
        columns={[{ label: t('browser') }, { label: t('signedInAt') }, { label: t('usedAt') }]}
        rows={sessions.map(({ id, signedInAt, usedAt }) => [
          t(id === sessionId ? 'thisBrowser' : 'otherBrowser'),
          t('at', { at: signedInAt }),
          t('at', { at: usedAt }),
        ])}
      />
      <Section id="end" title={t('endTitle')} gap="m">
        <p>{t('endLead')}</p>
        <form method="post" action={pathHere(c, '/desk/sessions/end')}>
          <Button kind="primary">{t('end')}</Button>
        </form>
      </Section>
    </Band>,
  )
}
