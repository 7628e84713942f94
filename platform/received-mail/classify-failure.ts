import type { DeliveryState } from './received-mail.ts'

/** What passes, or is about this mail or its sender, whatever else a server says beside it. */
const passing =
  /(?:mailbox|quota|inbox)[^.\n]{0,60}(?:full|exceeded)|over ?quota|access denied|(?<!be )black ?list|block ?list|dns ptr|reverse dns|too many recipients|try again|recipient preferences|sender verify|sender address|rejected by (?:the )?recipient(?! domain)|after MAIL FROM|spam/i

/** Refused when the mail itself had been read: a filter, whatever its words. RFC 5321 tells of recipients before. */
const afterReading = /end of DATA|(?:SMTP command|in reply to)\s+DATA|\b550:? ?: User unknown/i

/** What servers write of an address, or a domain, that is not there and will not be. */
const gone = [
  /user unknown|unknown (?:user|recipient|address|local|mailbox|account)|(?:user|recipient|mailbox|address|account)[^.\n]{0,60} (?:not (?:found|known|exist)|does(?: not|n't) exist|doesn't have|unknown|is invalid|not listed)/i,
  /no such (?:user|person|mailbox|recipient|account|address|domain|host)|(?:invalid|bad|nonexistent|non-existent) (?:recipient|user|mailbox|address|domain)|no mailbox (?:here|by)|not a valid (?:user|mailbox|recipient)|is not a known user/i,
  /host (?:or domain name )?(?:unknown|not found)|host [\w.-]+ not found|unknown host|domain[^.\n]{0,60}(?:not found|does not exist|doesn't receive|couldn't be found)|name or service not known|null mx|no mx|no smtp service|does not accept (?:e?mail|smtp)|unrouteable address|cannot find your (?:hostname|domain)/i,
  /has moved|no longer (?:exists|works|valid|employed)|address (?:has )?changed|5\.1\.0 address rejected|check if (?:the )?address is correct|onbekende? (?:gebruiker|ontvanger|adres)|(?:adres|mailbox)[^.\n]{0,60}bestaat niet|existiert nicht|adresse[^.\n]{0,40}n'existe pas|final delivery userid|ディレクトリのリストにありません/i,
]

/** RFC 3463: no such mailbox, no such domain, moved; no such route; and no mail taken at all (RFC 7505). */
const goneStatus = /^5\.(?:1\.(?:1|2|6|10)|4\.4)$/

/**
 * Whether a mail to this address can ever arrive: `hard` when the address or its domain is not there, `soft` for all
 * that may pass, as a full mailbox, a filter, a rule of the server.
 * @param failure.diagnosis  what the server said of this recipient
 * @param failure.text  the rest of the report, which tells when it was said
 */
export function classifyFailure(failure: {
  status: string | null
  diagnosis: string
  text: string
}): DeliveryState {
  const words = failure.diagnosis || failure.text
  const status = failure.status ?? ''
  if (passing.test(words) || /^(?:4|5\.7)\./.test(status)) return 'soft'
  if (goneStatus.test(status) && gone.some((pattern) => pattern.test(words))) return 'hard'
  if (afterReading.test(words) || afterReading.test(failure.text)) return 'soft'
  if (gone.some((pattern) => pattern.test(words))) return 'hard'
  return goneStatus.test(status) ? 'hard' : 'soft'
}
