import { classifyFailure } from './classify-failure.ts'
import type { HeaderFields } from './header-fields.ts'
import type { RecipientState, ReportSource } from './received-mail.ts'

const bounceSubject =
  /^(?:(?:re|fwd?|aw|wg)\s*:\s*)*\W*(?:undeliver|returned (?:mail|to sender)|return(?:ed)? mail|delivery (?:status notification|failure|report|has failed|notification)|failure (?:notice|delivery)|mail(?: system)? (?:delivery (?:failed|failure|error|system)|error)|message (?:not delivered|delivery)|non[- ]?delivery|mail could not be|could not send|warning: (?:message|could not)|unzustellbar|onbestelbaar|niet[- ]?bezorgd|bezorging|mislukte bezorging|non remis|echec|delayed mail|dsn:|notification d'|nicht zustellbar|mail failure|mail failed|user unknown|there was an error|delivery status|you \S+ are not (?:a )?member|postfix smtp server: errors)/i

/** Whether a mail without a form says, in words, that another one did not arrive. */
export function looksLikeBounce(fields: HeaderFields, mail: ReportSource): boolean {
  if (fields.find('x-failed-recipients')) return true
  const sender = mail.from[0]
  const isDaemon =
    /^(?:mailer-daemon|mail-daemon|post_?master|mdaemon|no-?reply|majordomo|double-bounce)/i.test(
      sender?.address ?? '',
    ) ||
    /mail(?:er)?[ -]?(?:delivery|daemon)|delivery (?:system|subsystem)|postmaster/i.test(sender?.name ?? '')
  const isNull = fields.list('return-path').some((path) => /^<\s*>$/.test(path))
  const isSubject = bounceSubject.test(mail.subject)
  return isSubject
    ? isDaemon || isNull || hasFailedWords(mail.text)
    : (isDaemon || isNull) && hasFailedWords(mail.text)
}

const failedWords =
  /could ?n[o']t (?:be )?deliver|(?:was|were|is|been) (?:not|unable to be) (?:be )?delivered|unable to deliver|undeliver|delivery (?:to the following|failed|error|has failed)|permanent (?:fatal )?error|did not reach|returned to you|not delivered|rejected|user unknown|no such user|unknown host|does not exist|over quota|are not (?:a )?member|server: errors|transcript of session|mailbox (?:is )?full|kon(?:den)? niet worden (?:bezorgd|afgeleverd)|nicht zugestellt/i

function hasFailedWords(text: string): boolean {
  return failedWords.test(text.slice(0, LONGEST_REASON))
}

const LONGEST_REASON = 20_000
const ADDRESS = String.raw`[\w.!#$%&'*+/=?^{|}~-]+@[\w.-]+\.[\w-]+`

/** Whom the words of a bounce name, and what they say of each. */
export function listFailedInText(fields: HeaderFields, mail: ReportSource): RecipientState[] {
  const text = `${mail.subject}\n${withoutReturned(mail.text).slice(0, LONGEST_REASON)}`
  const own = [...mail.from, ...fields.mailboxes('to')].map(({ address }) => address.toLowerCase())
  const header = fields.list('x-failed-recipients').flatMap((value) => value.split(/[\s,]+/))
  const listed = header.length > 0 ? header : listNamed(text)
  const recipients = [...new Set(listed.map((address) => address.toLowerCase()))]
    .filter((address) => address !== '' && (header.length > 0 || !own.includes(address)))
    .slice(0, MOST_NAMED)
  return (recipients.length > 0 ? recipients : ['']).map((recipient) => {
    const diagnosis = sentencesAbout(text, recipient, recipients)
    const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnosis)?.[0] ?? null
    return {
      recipient,
      state: classifyFailure({ status, diagnosis, text: diagnosis }),
      status,
      diagnosis: diagnosis.slice(0, 500),
    }
  })
}

const MOST_NAMED = 100

/** Addresses that stand in the words of a server; neither those to write to about it, nor ids and senders. */
function listNamed(text: string): string[] {
  const lines = text.split('\n').filter((line) => !aboutOthers.test(line))
  const named = lines.flatMap((line) => line.match(new RegExp(ADDRESS, 'g')) ?? [])
  const plain = named.filter((address) => !/^(?:post_?master|mailer-daemon|abuse|support)@/i.test(address))
  return plain.length > 0 ? plain : named
}

const aboutOthers =
  /^[> ]*(?:message-?id|from|reply-to|sender|original sender|received|x-[\w-]+|return-path)\s*:|problem report|\(generated from|X-Actual-Recipient/i

/** What the server says, before the mail that it returns. */
function withoutReturned(text: string): string {
  const cut =
    /^[> ]*(?:[- ]*(?:original message|below (?:this line )?is a copy|this is a copy of|the (?:message|headers?|original)\b.*(?:follow|below|as follows)|message headers follow|returned message|unsent message|header of)[^\n]*|(?:return-path|received|message-id):.*)$/im.exec(
      text,
    )
  return cut && cut.index > 40 ? text.slice(0, cut.index) : text
}

/** From where a recipient is named until another is; where nothing is said there, what stands before it too. */
function sentencesAbout(text: string, recipient: string, all: readonly string[]): string {
  const lower = text.toLowerCase()
  const at = recipient === '' ? -1 : lower.indexOf(recipient)
  if (at < 0) return text
  const others = all.filter((other) => other !== recipient).map((other) => lower.indexOf(other, at + 1))
  const end = Math.min(text.length, at + LONGEST_DIAGNOSIS, ...others.filter((other) => other >= 0))
  const about = text.slice(at, end)
  return all.length > 1 || /\b[45]\d\d\b|\b[45]\.\d\.\d/.test(about) ? about : text.slice(0, end)
}

const LONGEST_DIAGNOSIS = 1500
