import type { Tx } from '#db'
import type { Letterhead } from '#domains/letters'
import { issueClaimCode } from '#domains/register'
import { readAddress } from '#platform/address'
import { appendEntries, lockConversation } from '../conversations/conversation.store.ts'
import { queueReceipt } from '../conversations/start-conversation.ts'
import type { BegunConversation } from './placed-mail.store.ts'
import type { ReadMail } from './read-mail.ts'

/** Whoever wrote longer ago knows by now whether we answer; an archive that is taken in thanks nobody. */
const FRESH_MS = 7 * 24 * 3_600_000
/** A clock may be wrong by a day, a zone by half of one. */
const AHEAD_MS = 36 * 3_600_000

type Reception = {
  site: { secret: string }
  letterhead: Letterhead
  mayMail: (handle: string) => Promise<boolean>
  now: Date
}

/** Says by mail that what began a conversation arrived, and by which code it can be followed; only to people, and only of late. */
export async function acknowledgeMail(tx: Tx, begun: BegunConversation, reception: Reception): Promise<void> {
  const { conversationId, inputId, language, read } = begun
  const { site, letterhead, now } = reception
  const address = readAddress((read.mail.replyTo[0] ?? read.mail.from[0])?.address ?? '')
  if (!address || !isAnswerable(read, now) || !(await reception.mayMail(address.handle))) return
  const locked = await lockConversation(tx, conversationId)
  if (!locked) return
  const code = await issueClaimCode(tx, { inputId, secret: site.secret, now })
  const heard = read.mail.messageId === null ? undefined : `<${read.mail.messageId}>`
  const mailId = await queueReceipt(
    tx,
    { address },
    {
      ...{ inputId, conversationId, language, letterhead, code, heard, now },
      secret: site.secret,
      dueOn: locked.due_on,
      mayMail: true,
    },
  )
  if (mailId) await appendEntries(tx, locked, [{ kind: 'receipt', mailId }], { by: null, now })
}

/** No machine and no list is written to by ours, and nobody whose mail does not say that it is new. */
function isAnswerable({ mail }: ReadMail, now: Date): boolean {
  const { machine, date } = mail
  if (machine.auto || machine.bounce || machine.list || date === null) return false
  const age = now.getTime() - date.getTime()
  return age < FRESH_MS && age > -AHEAD_MS
}
