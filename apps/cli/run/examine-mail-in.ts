import { once } from 'node:events'
import { connect as dial } from 'node:net'
import type { DB } from '#db'
import type { Config, LmtpSettings } from '#platform/config'
import { connect } from '#platform/db'
import { examineMailboxes, type MailboxCondition, type MailboxFailure } from '#platform/mailbox'
import type { Finding } from './finding.ts'

const name = 'mail in'
const GREETS_WITHIN_MS = 3000

const reasons = {
  login: 'its server refuses the name or the password in IMAP_URLS.',
  folder: 'its server has no such folder: mend IMAP_URLS.',
  encryption:
    'its server has no encryption that is trusted: give it a certificate, or name its authority in NODE_EXTRA_CA_CERTS.',
  unreachable: 'its server cannot be reached: mend IMAP_URLS, the network or a firewall.',
  'broken-off': 'its server closes the connection: see what its log says.',
} satisfies Record<MailboxFailure, string>

/** Whether mail comes in by each way that the settings name; nothing where they name none. */
export async function examineMailIn(config: Config, databaseUrl: string): Promise<Finding[]> {
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  // A database of our own that was started to be looked at has no worker.
  const wrong = config.databaseUrl ? 'problem' : 'warning'
  try {
    const mailboxes = await examineMailboxes(db, config.mailboxes, new Date())
    return [
      ...mailboxes.map((mailbox) => describeMailbox(mailbox, wrong)),
      ...(config.lmtp ? [await examineLmtp(config.lmtp, wrong)] : []),
    ]
  } finally {
    await close()
  }
}

function describeMailbox(
  { name: channel, account, folder, readAt, isLate, failure, missed }: MailboxCondition,
  wrong: 'problem' | 'warning',
): Finding {
  const mailbox = `${channel} (${folder} of ${account})`
  if (isLate) {
    const last = readAt ? `was last read at ${readAt.toISOString()}` : 'was never read'
    const reason = failure ? reasons[failure] : 'see that "start" or "worker" runs.'
    return { name, state: wrong, says: `${mailbox} ${last}: ${reason}` }
  }
  if (missed === 0) return { name, state: 'good', says: `${mailbox} is read.` }
  const says = `${mailbox} is read; when it was last compared, ${missed} mails had been missed, and were read after all.`
  return { name, state: 'warning', says }
}

async function examineLmtp({ host, port }: LmtpSettings, wrong: 'problem' | 'warning'): Promise<Finding> {
  const socket = dial({ host, port, timeout: GREETS_WITHIN_MS })
  socket.on('timeout', () => socket.destroy(new Error('it says nothing')))
  const greeting = await once(socket, 'data').then(
    ([chunk]) => String(chunk),
    () => '',
  )
  socket.destroy()
  if (greeting.startsWith('220 ')) return { name, state: 'good', says: `${host}:${port} takes mail by LMTP.` }
  const says = `Nobody takes mail by LMTP at ${host}:${port}: see that "start" or "worker" runs there, and that nothing else has the port.`
  return { name, state: wrong, says }
}
