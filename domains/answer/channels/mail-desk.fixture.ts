import { afterAll, beforeAll } from 'vitest'
import { createMailReader, type MailReader } from '#platform/received-mail'
import { foundTown, now } from '#stories'
import { type AnswerDesk, secret, useAnswerDesk } from '../testing.ts'
import { openChannel } from './channel.ts'
import { type IncomingMail, receiveMail } from './receive-mail.ts'
import { type MailDesk, understandMail } from './understand-mail.ts'

export const replyTo = 'antwoord@voorbeeld.example'

/** What a mail says, where it is not what all say. */
export type Written = {
  id?: string
  from?: string
  to?: string
  subject?: string
  date?: Date
  refers?: string
  /** More lines of the header. */
  more?: string[]
  body?: string
}

let written = 0

/** A mail as a mail program writes it; each is another. */
export function writeMail(mail: Written = {}): Buffer {
  written++
  const { from = 'Zoë <zoe@elders.example>', to = 'info@voorbeeld.example', subject = 'Scheve tegel' } = mail
  const { id = `mail-${written}@elders.example`, refers, more = [], date = now } = mail
  const lines = [
    `Message-ID: <${id}>`,
    ...(refers ? [`In-Reply-To: <${refers}>`, `References: <${refers}>`] : []),
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date.toUTCString()}`,
    ...more,
    '',
    mail.body ?? `Bij nummer ${written} ligt een tegel los.`,
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** What became of a mail. */
export type Fate = {
  id: string
  state: 'new' | 'understood' | 'held' | 'duplicate'
  reason: string | null
  conversation: string | null
  seq: number | null
}

export type MailTestDesk = AnswerDesk & {
  mailDesk: (more?: Partial<MailDesk>) => MailDesk
  /** Stores mail in a channel, and no more. */
  store: (
    channel: string,
    ...mails: (Uint8Array | IncomingMail)[]
  ) => Promise<{ ids: string[]; duplicates: number }>
  /** Stores mail that came to the channel `info`, understands it, and says what became of each that was new, in their order. */
  take: (...mails: (Uint8Array | IncomingMail)[]) => Promise<Fate[]>
  fatesOf: (ids: string[]) => Promise<Fate[]>
}

/** Gives a test file a desk where mail comes in. */
export function useMailDesk(): MailTestDesk {
  const desk = useAnswerDesk()
  let reader: MailReader
  beforeAll(async () => {
    reader = createMailReader()
    await foundTown(desk.database().db)
  })
  afterAll(() => reader.close())
  const mailDesk = (more: Partial<MailDesk> = {}): MailDesk => ({
    db: desk.database().db,
    reader,
    site: {
      url: 'https://praat.example',
      secret,
      timeZone: 'Europe/Amsterdam',
      mailFrom: 'post@voorbeeld.example',
      mailReplyTo: replyTo,
    },
    clock: { now: () => now },
    mayMail: async () => true,
    onFault: () => undefined,
    ...more,
  })
  const store: MailTestDesk['store'] = (name, ...mails) =>
    desk.inTransaction(async (tx) => {
      const { id: channelId } = await openChannel(tx, { name, now })
      return receiveMail(tx, {
        channelId,
        mails: mails.map((mail) => ('raw' in mail ? mail : { raw: mail })),
        now,
      })
    })
  const fatesOf = async (ids: string[]): Promise<Fate[]> => {
    if (ids.length === 0) return []
    const rows = await desk
      .database()
      .db.selectFrom('received_raw')
      .select(['id', 'state', 'reason', 'conversation_id as conversation', 'seq'])
      .where('id', 'in', ids)
      .execute()
    return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  }
  const take: MailTestDesk['take'] = async (...mails) => {
    const ids: string[] = []
    for (const mail of mails) ids.push(...(await store('info@voorbeeld.example', mail)).ids)
    await understandMail(mailDesk())
    return fatesOf(ids)
  }
  return { ...desk, mailDesk, store, take, fatesOf }
}

/** The one thing that was asked for. */
export function only<Item>(items: readonly Item[]): Item {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`${items.length} where there is to be one`)
  return item
}
