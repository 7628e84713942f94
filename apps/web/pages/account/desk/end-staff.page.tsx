import type { HeldConversation, TaskLine } from '#domains/answer'
import { holdsRole, type StaffMember } from '#domains/people'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Confirm, Notice, PageHead, Section, Select } from '#web/ui'
import { langOf, say } from '#web/words'
import { rolesOf } from './roles-of.ts'
import { staffMessages } from './staff.messages.ts'

/** Whose access is to end, and what is in their hands. */
export type Leaving = {
  leaver: StaffMember
  conversations: { named: HeldConversation[]; total: number }
  tasks: { named: TaskLine[]; total: number }
  dossiers: { slug: string; question: string; language: string; unit: string }[]
  unsent: number
  /** Everybody who works here, the leaver too. */
  staff: StaffMember[]
}

/** Asks once, says what somebody holds, and to whom it goes. */
export async function endStaffPage(c: WebContext, leaving: Leaving): Promise<Response> {
  const t = say(c, staffMessages)
  const { leaver, staff, unsent } = leaving
  const { name } = leaver
  const administrators = staff.filter((one) => holdsRole(one, 'administrator'))
  const isLast = holdsRole(leaver, 'administrator') && administrators.length === 1
  const back = pathHere(c, '/desk/staff')
  return deskPage(
    c,
    { title: t('endTitle', { name }), menuItem: 'staff', staff: await getStaff(c) },
    <Band tight>
      <PageHead
        title={t('endTitle', { name })}
        lead={`${leaver.email}, ${rolesOf(c, leaver)}`}
        above={<a href={back}>{t('title')}</a>}
      />
      <Conversations c={c} leaving={leaving} />
      <Tasks c={c} leaving={leaving} />
      <Dossiers c={c} leaving={leaving} />
      {unsent > 0 && (
        <Section id="unsent" title={t('endUnsentTitle')} gap="s">
          <p>{t('endUnsent', { n: unsent })}</p>
        </Section>
      )}
      {isLast ? (
        <Notice kind="warning" title={t('last-administrator')} />
      ) : (
        <Confirm
          id="end"
          title={t('endSure')}
          action={pathHere(c, `/desk/staff/${leaver.accountId}/end`)}
          confirm={t('endConfirm', { name })}
          cancel={{ href: back, label: t('endCancel') }}
        >
          <p>{t('endText')}</p>
          {leaving.conversations.total + leaving.tasks.total > 0 && <Successor c={c} leaving={leaving} />}
        </Confirm>
      )}
    </Band>,
  )
}

type Props = { c: WebContext; leaving: Leaving }

function Conversations({ c, leaving: { leaver, conversations } }: Props) {
  const t = say(c, staffMessages)
  const { named, total } = conversations
  return (
    <Section id="conversations" title={t('endConversations')} gap="s">
      <p>{t('endConversationsHeld', { n: total, name: leaver.name })}</p>
      {total > 0 && (
        <ul class="wk-bullets">
          {named.map(({ id, subject, language, dueOn }) => (
            <li>
              <a href={pathHere(c, `/desk/inbox/${id}`)} {...langOf(c, language)}>
                {subject}
              </a>
              , {t('endDue', { due: noonOf(dueOn) })}
            </li>
          ))}
          {total > named.length && <li>{t('endMore', { n: total - named.length })}</li>}
        </ul>
      )}
    </Section>
  )
}

function Tasks({ c, leaving: { leaver, tasks } }: Props) {
  const t = say(c, staffMessages)
  const { named, total } = tasks
  if (total === 0) return null
  return (
    <Section id="tasks" title={t('endTasks')} gap="s">
      <p>{t('endTasksHeld', { n: total, name: leaver.name })}</p>
      <ul class="wk-bullets">
        {named.map(({ id, question, dueOn }) => (
          <li>
            <a href={pathHere(c, `/desk/tasks/${id}`)}>{question}</a>, {t('endDue', { due: noonOf(dueOn) })}
          </li>
        ))}
        {total > named.length && <li>{t('endMore', { n: total - named.length })}</li>}
      </ul>
    </Section>
  )
}

function Dossiers({ c, leaving: { leaver, dossiers } }: Props) {
  const t = say(c, staffMessages)
  return (
    <Section id="dossiers" title={t('endDossiers')} gap="s">
      <p>{t('endDossiersMade', { n: dossiers.length, name: leaver.name })}</p>
      {dossiers.length > 0 && (
        <ul class="wk-bullets">
          {dossiers.map(({ slug, question, language, unit }) => (
            <li>
              <a href={pathHere(c, `/desk/dossiers/${slug}`)} {...langOf(c, language)}>
                {question}
              </a>
              , {unit}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Successor({ c, leaving: { leaver, staff } }: Props) {
  const t = say(c, staffMessages)
  const others = staff.filter(({ accountId }) => accountId !== leaver.accountId)
  const options = others.map(({ accountId, name, unit }) => ({ value: accountId, label: `${name}, ${unit}` }))
  return (
    <Select
      id="to"
      name="to"
      label={t('endTo')}
      options={[{ value: '', label: t('endToEveryone') }, ...options]}
    />
  )
}
