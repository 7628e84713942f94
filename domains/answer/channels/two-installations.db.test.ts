import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Db } from '#db'
import { foundTown, now } from '#stories'
import { useTestDatabase } from '#testing'
import { openChannel } from './channel.ts'
import { useMailDesk, writeMail } from './mail-desk.fixture.ts'
import { receiveMail } from './receive-mail.ts'
import { type MailDesk, understandMail } from './understand-mail.ts'

const ours = useMailDesk()
const theirs = useTestDatabase()

test('two installations that write to each other stop after one message each', async () => {
  await foundTown(theirs().db, { name: 'Gemeente Elders' })
  const us = ours.mailDesk()
  const site = {
    ...us.site,
    url: 'https://elders.example',
    mailFrom: 'info@elders.example',
    mailReplyTo: undefined,
  }
  const them = ours.mailDesk({ db: theirs().db, site })
  const rounds: number[][] = []
  let toUs = [writeMail({ from: 'info@elders.example', subject: 'Onze ontvangstbevestiging' })]
  for (let round = 0; round < 3; round++) {
    const toThem = await passOn(us, 'info@voorbeeld.example', toUs)
    toUs = await passOn(them, 'info@elders.example', toThem)
    rounds.push([toThem.length, toUs.length])
  }
  expect(rounds).toEqual([
    [1, 0],
    [0, 0],
    [0, 0],
  ])
})

/** Lets an installation hear mail, and says what it mails because of that. */
async function passOn(desk: MailDesk, channel: string, raws: Buffer[]): Promise<Buffer[]> {
  await desk.db.transaction().execute(async (tx) => {
    const { id: channelId } = await openChannel(tx, { name: channel, now })
    await receiveMail(tx, { channelId, mails: raws.map((raw) => ({ raw })), now })
  })
  await understandMail(desk)
  return collect(desk.db, desk.site.mailFrom)
}

const headersSchema = z.record(z.string(), z.string())

/** Takes all mail that waits, as whoever it is for gets it. */
async function collect(db: Db, from: string): Promise<Buffer[]> {
  const rows = await db
    .updateTable('outgoing_mail')
    .set({ state: 'sent', sent_at: now })
    .where('state', '=', 'waiting')
    .returningAll()
    .execute()
  return rows.map((row) => {
    const headers = Object.entries(headersSchema.parse(row.headers)).map(
      ([name, value]) => `${name}: ${value}`,
    )
    const own = [
      `Message-ID: ${row.message_id}`,
      `From: ${from}`,
      `To: ${row.recipient}`,
      `Subject: ${row.subject}`,
    ]
    return Buffer.from([...own, `Date: ${now.toUTCString()}`, ...headers, '', row.body_text].join('\r\n'))
  })
}
