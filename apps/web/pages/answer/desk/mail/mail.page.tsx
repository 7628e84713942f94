import type { ChannelLine, HeldLine, HookCondition, MailScan } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import type { Page } from '#platform/db'
import type { MailboxCondition } from '#platform/mailbox'
import { pathHere, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Band, Button, DataTable, Empty, Notice, PageHead, Pager, Section } from '#web/ui'
import { say } from '#web/words'
import { HooksSection } from '../hooks/hooks-section.tsx'
import { mailMessages } from './mail.messages.ts'
import { LateMailboxes, MailboxesSection } from './mailboxes-section.tsx'
import { scanMessages } from './scan.messages.ts'
import { Original, ScanAgain } from './scan-words.tsx'

type Options = {
  channels: ChannelLine[]
  mailboxes: MailboxCondition[]
  hooks: HookCondition[]
  held: Page<HeldLine>
  /** What the virus scanner said of what is held. */
  scans: ReadonlyMap<string, MailScan>
  staff: StaffMember
  after: string | undefined
  /** Somebody just had one read again. */
  isRetried: boolean
  /** Somebody just had one looked at once more. */
  isAsked: boolean
}

/** Where mail comes in, and what of it could not be read. */
export async function mailPage(
  c: WebContext,
  { channels, mailboxes, hooks, held, scans, staff, after, isRetried, isAsked }: Options,
): Promise<Response> {
  const t = say(c, mailMessages)
  return deskPage(
    c,
    { title: t('title'), menuItem: 'inbox', staff },
    <Band tight>
      <PageHead title={t('title')} lead={t('lead')} />
      <LateMailboxes c={c} mailboxes={mailboxes} />
      {isRetried && (
        <Notice kind="ok" title={t('retried')} justHappened>
          {t('retriedBody')}
        </Notice>
      )}
      {isAsked && (
        <Notice kind="ok" title={say(c, scanMessages)('asked')} justHappened>
          {say(c, scanMessages)('askedBody')}
        </Notice>
      )}
      <Section id="held" title={t('held')} gap="m">
        {held.rows.length > 0 ? (
          <HeldTable c={c} held={held} scans={scans} after={after} />
        ) : (
          <Empty title={t('heldNone')} level={3}>
            {t('heldNoneBody')}
          </Empty>
        )}
      </Section>
      {mailboxes.length > 0 && <MailboxesSection c={c} mailboxes={mailboxes} />}
      <HooksSection c={c} hooks={hooks} />
      {channels.length > 0 && <Channels c={c} channels={channels} />}
    </Band>,
  )
}

type HeldProps = Pick<Options, 'held' | 'scans' | 'after'> & { c: WebContext }

function HeldTable({ c, held, scans, after }: HeldProps) {
  const t = say(c, mailMessages)
  const path = pathHere(c, '/desk/mail')
  const columns = ['storedAt', 'channel', 'size', 'reason', 'actions'] as const
  return (
    <>
      <DataTable
        id="held-mail"
        caption={t('heldTable')}
        hidesCaption
        stacks
        columns={columns.map((name) => ({ label: t(name) }))}
        rows={held.rows.map((line) => [
          t('at', { at: line.storedAt }),
          line.channel,
          t('bytes', { bytes: line.bytes }),
          t(line.reason),
          <HeldActions c={c} line={line} scan={scans.get(line.id)} />,
        ])}
      />
      {(after || held.next) && (
        <Pager
          label={t('pages')}
          {...(after ? { previous: { href: path, label: t('first') } } : {})}
          {...(held.next ? { next: { href: `${path}?after=${held.next}`, label: t('more') } } : {})}
        />
      )}
    </>
  )
}

type ActionsProps = { c: WebContext; line: HeldLine; scan: MailScan | undefined }

function HeldActions({ c, line: { id, isLeft, hasHeader }, scan }: ActionsProps) {
  const t = say(c, mailMessages)
  if (isLeft)
    return hasHeader ? (
      <a href={pathHere(c, `/desk/mail/${id}/original`)}>{t('headerOnly')}</a>
    ) : (
      t('inMailbox')
    )
  return (
    <>
      <p>
        <Original c={c} rawId={id} scan={scan} />
      </p>
      <ScanAgain c={c} rawId={id} scan={scan} />
      <form method="post" action={pathHere(c, `/desk/mail/${id}/retry`)}>
        <Button small>{t('retry')}</Button>
      </form>
    </>
  )
}

function Channels({ c, channels }: { c: WebContext; channels: ChannelLine[] }) {
  const t = say(c, mailMessages)
  const columns = ['channel', 'lastAt', 'waiting', 'heldCount'] as const
  return (
    <Section id="channels" title={t('channels')} gap="m">
      <DataTable
        id="channel-list"
        caption={t('channelsTable')}
        hidesCaption
        stacks
        columns={columns.map((name) => ({ label: t(name) }))}
        rows={channels.map(({ name, lastAt, waiting, held }) => [
          name,
          lastAt ? t('at', { at: lastAt }) : t('never'),
          String(waiting),
          String(held),
        ])}
      />
    </Section>
  )
}
