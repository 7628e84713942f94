import { classifyFailure } from './classify-failure.ts'
import { HeaderFields } from './header-fields.ts'
import { listFailedInText, looksLikeBounce } from './old-bounce.ts'
import type { DeliveryReport, MailAttachment, RecipientState, ReportSource } from './received-mail.ts'

/**
 * What a mail says of another mail that was sent before: a delivery report (RFC 3464), a complaint (RFC 5965), a
 * disposition (RFC 8098), or a bounce in words, as servers wrote before there was a form for it.
 * @returns null where it is about no other mail
 */
export function readDeliveryReport(fields: HeaderFields, mail: ReportSource): DeliveryReport | null {
  const about = findAbout(mail)
  const part = (type: RegExp) => mail.attachments.find((one) => type.test(one.type))
  const complaint = part(/^message\/feedback-report$/)
  if (complaint) return { kind: 'complaint', about, recipients: readComplaint(complaint) }
  const status = part(/^message\/(global-)?delivery-status$/)
  const recipients = status ? readStatus(status, mail.text) : []
  if (recipients.length > 0) return { kind: 'delivery', about, recipients }
  if (part(/^message\/disposition-notification$/)) return { kind: 'disposition', about, recipients: [] }
  if (about !== null && /^complaint about message from /i.test(mail.subject))
    return {
      kind: 'complaint',
      about,
      recipients: [{ recipient: '', state: 'none', status: null, diagnosis: '' }],
    }
  if (!looksLikeBounce(fields, mail)) return null
  return { kind: 'delivery', about, recipients: listFailedInText(fields, mail) }
}

/** Message-ID of the mail that was returned, or of what was returned of it. */
function findAbout({ attachments, text }: ReportSource): string | null {
  const returned = attachments.find((one) => /^(message\/(global|rfc822)|text\/rfc822)/.test(one.type))
  const source = returned ? decodeHead(returned.content) : text
  const unfolded = source.replace(/\r?\n[ \t]+/g, ' ')
  return /^[> \t]*(?:original-)?message-id\s*:\s*<?([^<>\s]+@[^<>\s]+)>?/im.exec(unfolded)?.[1] ?? null
}

const LONGEST_REPORT = 500_000

function decodeHead(content: Uint8Array): string {
  return Buffer.from(content.subarray(0, LONGEST_REPORT)).toString('utf8')
}

/** The groups of fields of a report: the first about the mail, the others about a recipient each. */
function readGroups(content: Uint8Array): HeaderFields[] {
  const text = decodeHead(content).replace(/\r\n?/g, '\n')
  return text
    .split(/\n[ \t]*\n+/)
    .slice(0, MOST_RECIPIENTS)
    .map((group) => {
      const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
      return new HeaderFields(
        lines.flatMap((line) => {
          const found = /^([\w-]+)\s*:\s*(.*)$/.exec(line.trim())
          return found ? [{ key: (found[1] ?? '').toLowerCase(), value: found[2] ?? '' }] : []
        }),
      )
    })
}

/** Servers name a few hundred in one report at most. */
const MOST_RECIPIENTS = 1000

function readStatus(part: MailAttachment, text: string): RecipientState[] {
  const groups = readGroups(part.content).filter(
    (group) => group.find('final-recipient') || group.find('original-recipient') || group.find('action'),
  )
  return groups.map((group) => {
    const recipient = addressOf(group.find('original-recipient')) || addressOf(group.find('final-recipient'))
    const diagnosis = (group.find('diagnostic-code') ?? '').replace(/^\s*(x-)?[\w-]+\s*;\s*/i, '')
    const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.find('status') ?? '')?.[0] ?? null
    const action = (group.find('action') ?? 'failed').toLowerCase()
    const state = /^(delivered|relayed|expanded)/.test(action)
      ? 'none'
      : /^delayed/.test(action)
        ? 'soft'
        : classifyFailure({ status, diagnosis: diagnosis || wordsOn(recipient, text), text })
    return { recipient, state, status, diagnosis }
  })
}

/** What the text of a report says of a recipient, where its fields say nothing. */
function wordsOn(recipient: string, text: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => recipient !== '' && line.includes(recipient))
  const line = lines[at] ?? ''
  return at < 0 || line.trim().length > recipient.length + 5 ? line : `${line}\n${lines[at + 1] ?? ''}`
}

/** `rfc822; <jan@example.nl>` names jan@example.nl. */
function addressOf(value: string | undefined): string {
  const bare = (value ?? '').replace(/^[\w-]+\s*;/, '').trim()
  return (/<([^<>]+)>/.exec(bare)?.[1] ?? bare).trim()
}

/** Who complains received the mail: their address is well. */
function readComplaint(part: MailAttachment): RecipientState[] {
  const groups = readGroups(part.content)
  const named = groups.flatMap((group) => [
    ...group.list('original-rcpt-to'),
    ...group.list('removal-recipient'),
  ])
  const type = groups.map((group) => group.find('feedback-type')).find((found) => found) ?? ''
  const recipients = [...new Set(named.map(addressOf))]
  return (recipients.length > 0 ? recipients : ['']).map((recipient) => ({
    recipient,
    state: 'none',
    status: null,
    diagnosis: type,
  }))
}
