import { createReadStream, statSync } from 'node:fs'
import { Command } from 'commander'
import {
  createMailReader,
  type HeldReason,
  mailLimits,
  type ReadOutcome,
  type ReceivedMail,
} from '#platform/received-mail'
import { readable, UnusableFile } from './usable-file.ts'

/** `weerklank mail …`: what mail says, from files. */
export function mailCommand(): Command {
  const command = new Command('mail').description('mail that was received, from files')
  command
    .command('parse')
    .description('print what a mail says, as JSON; held mail says why in its warnings')
    .argument('<file>', 'one mail as it came (.eml)')
    .action(async (file: string) => {
      console.log(JSON.stringify(await parseFile(file), null, 2))
    })
  return command
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
