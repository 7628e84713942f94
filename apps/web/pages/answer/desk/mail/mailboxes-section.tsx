import { examineMailboxes, type MailboxCondition } from '#platform/mailbox'
import type { WebContext } from '#web/http'
import { DataTable, Notice, Section } from '#web/ui'
import { say } from '#web/words'
import { mailboxesMessages } from './mailboxes.messages.ts'
import { WayInState } from './way-in-state.tsx'

/** How it stands with the mailboxes that the settings name. */
export function readMailboxes(c: WebContext): Promise<MailboxCondition[]> {
  const { db, config, clock } = c.var.services
  return examineMailboxes(db, config.mailboxes, clock.now())
}

/** Says that mail waits elsewhere, where a mailbox cannot be read. */
export function LateMailboxes({ c, mailboxes }: { c: WebContext; mailboxes: MailboxCondition[] }) {
  const t = say(c, mailboxesMessages)
  const late = mailboxes.filter(({ isLate }) => isLate).length
  if (late === 0) return null
  return (
    <Notice kind="warning" title={t('late', { n: late })}>
      {t('lateBody')}
    </Notice>
  )
}

/** Each mailbox: when it was last read, what is still to come, and what is wrong with it. */
export function MailboxesSection({ c, mailboxes }: { c: WebContext; mailboxes: MailboxCondition[] }) {
  const t = say(c, mailboxesMessages)
  const columns = ['mailbox', 'readAt', 'waiting', 'state'] as const
  return (
    <Section id="mailboxes" title={t('title')} gap="m">
      <DataTable
        id="mailbox-list"
        caption={t('table')}
        hidesCaption
        stacks
        columns={columns.map((name) => ({ label: t(name) }))}
        rows={mailboxes.map((mailbox) => [
          mailbox.folder === 'INBOX'
            ? mailbox.name
            : t('inFolder', { mailbox: mailbox.name, folder: mailbox.folder }),
          mailbox.readAt ? t('at', { at: mailbox.readAt }) : t('never'),
          String(mailbox.waiting),
          <WayInState c={c} complaints={listComplaints(c, mailbox)} />,
        ])}
      />
    </Section>
  )
}

function listComplaints(c: WebContext, { failure, isLate, missed, comparedAt }: MailboxCondition): string[] {
  const t = say(c, mailboxesMessages)
  return [
    ...(failure ? [t(failure)] : isLate ? [t('notRead')] : []),
    ...(missed > 0 && comparedAt ? [t('missed', { n: missed, at: comparedAt })] : []),
  ]
}
