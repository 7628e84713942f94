import { createReadStream, statSync } from 'node:fs'
import { Command } from 'commander'
import type { Db } from '#db'
import { listMailThreads, type MailThreadLine } from '#domains/answer'
import {
  createMailReader,
  type HeldReason,
  mailLimits,
  type ReadOutcome,
  type ReceivedMail,
} from '#platform/received-mail'
import { ingest } from './mail-ingest.ts'
import { readable, UnusableFile } from './usable-file.ts'
import { withDatabase } from './with-database.ts'

/** `weerklank mail …`: what mail says, and taking it in. */
export function mailCommand(): Command {
  const command = new Command('mail').description('mail that was received: read it, take it in')
  command
    .command('parse')
    .description('print what a mail says, as JSON; held mail says why in its warnings')
    .argument('<file>', 'one mail as it came (.eml)')
    .action(async (file: string) => {
      console.log(JSON.stringify(await parseFile(file), null, 2))
    })
  command
    .command('ingest')
    .description('take in mail from files, folders and mbox files, and place it in conversations')
    .argument('<path...>', 'mail as it came (.eml), a file of many (mbox), or a folder of both')
    .requiredOption('--channel <name>', 'where it came in, as info@gemeente.nl; made where there is none yet')
    .addHelpText(
      'after',
      '\nPrints JSON: {read, stored, duplicates, placed, held, newConversations, seconds}. Doing it again stores nothing. Receipts' +
        '\nleave only to people whose mail is less than a week old.',
    )
    .action(async (paths: string[], options: { channel: string }) => {
      console.log(JSON.stringify(await ingest(paths, options)))
    })
  command
    .command('threads')
    .description('list conversations with the Message-IDs of their mail')
    .option('--json', 'as JSON: [{conversation, messageIds}]')
    .action(({ json = false }: { json?: boolean }) => withDatabase(({ db }) => printThreads(db, json)))
  return command
}

const THREADS_AT_ONCE = 1000

/** Printed as they are read: there may be millions. */
async function printThreads(db: Db, json: boolean): Promise<void> {
  let [after, count]: [string | undefined, number] = [undefined, 0]
  if (json) process.stdout.write('[')
  for (;;) {
    const lines: MailThreadLine[] = await listMailThreads(db, { after, size: THREADS_AT_ONCE })
    for (const line of lines.filter(({ messageIds }) => messageIds.length > 0)) {
      const text = json
        ? `${count > 0 ? ',' : ''}\n${JSON.stringify(line)}`
        : `${line.conversation} ${line.messageIds.join(' ')}\n`
      process.stdout.write(text)
      count++
    }
    after = lines.at(-1)?.conversation
    if (lines.length < THREADS_AT_ONCE) break
  }
  if (json) process.stdout.write('\n]\n')
}

/** @throws UnusableFile when the file cannot be read; never for what it holds */
async function parseFile(file: string) {
  const raw = await readStart(file)
  const reader = createMailReader()
  try {
    return toResult(await reader.read(raw, new Date()))
  } finally {
    await reader.close()
  }
}

/** What is longer than any mail that is read need not be read to its end to say so. */
async function readStart(file: string): Promise<Uint8Array> {
  const about = readable(file, () => statSync(file))
  if (about.isDirectory()) throw new UnusableFile(`${file} is a folder; name a file`)
  if (!about.isFile()) throw new UnusableFile(`${file} is no file; save the mail in one`)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of createReadStream(file, { end: mailLimits.bytes })) chunks.push(chunk)
  } catch (error) {
    readable(file, () => {
      throw error
    })
  }
  return Buffer.concat(chunks)
}

function toResult(outcome: ReadOutcome) {
  return outcome.kind === 'read' ? readForm(outcome.mail) : heldForm(outcome.reason)
}

function readForm(mail: ReceivedMail) {
  const { messageId, inReplyTo, references, from, to, cc, subject, date, text, html, machine } = mail
  const attachments = mail.attachments.map(({ name, type, content }) => ({
    name,
    type,
    bytes: content.byteLength,
  }))
  return {
    ...{ messageId, inReplyTo, references, from, to, cc, subject, date, text, html, attachments, machine },
    warnings: [...mail.warnings] as string[],
  }
}

/** Mail that is held has the same shape, so that no script breaks on it. */
function heldForm(reason: HeldReason): ReturnType<typeof readForm> {
  const machine = { auto: false, bounce: false, list: false, reasons: [] }
  return {
    ...{ messageId: null, inReplyTo: [], references: [], from: [], to: [], cc: [], subject: '', date: null },
    ...{ text: null, html: null, attachments: [], machine },
    warnings: [`held: ${reason}`],
  }
}
