/** The words by which mail programs begin what they quote. Lines come trimmed at their end, and of limited length. */

const original = [
  'original message',
  'original appointment',
  'oorspronkelijk bericht',
  'origineel bericht',
  'oorspronkelijke bericht',
  'oorspronkelijke afspraak',
  'ursprüngliche nachricht',
  'originalnachricht',
  'message (?:d.)?origine',
  "message d['’]origine",
  'mensaje original',
  'mensagem original',
  'messaggio originale',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'ursprungligt meddelande',
  'исходное сообщение',
  'reply message',
  'alkuperäinen viesti',
].join('|')
const forwarded = [
  'forwarded message',
  'forwarded by .{1,80}',
  'doorgestuurd bericht',
  'weitergeleitete nachricht',
  'message transféré',
  'begin forwarded message',
  'begin doorgestuurd bericht',
  'anfang der weitergeleiteten nachricht',
  'début du message réexpédié',
  'mensaje reenviado',
  'messaggio inoltrato',
  'пересылаемое сообщение',
].join('|')

const originalLine = new RegExp(`^\\s*[-_=*]{1,40}\\s*(?:${original})\\s*:?\\s*[-_=*]{0,40}$`, 'iu')
const forwardedLine = new RegExp(
  `^\\s*(?:[-_=*]{1,40}\\s*(?:${forwarded})\\s*:?\\s*[-_=*]{0,40}|begin (?:forwarded message|doorgestuurd bericht)\\s*:|(?:anfang der weitergeleiteten nachricht|début du message réexpédié)\\s*:)$`,
  'iu',
)

/** Whether a line announces an older mail, and of which kind. */
export function isSeparator(line: string): 'history' | 'forwarded' | undefined {
  if (originalLine.test(line)) return 'history'
  return forwardedLine.test(line) ? 'forwarded' : undefined
}

const from = /^[\s*>]*(?:from|van|von|de|fra|från|da|od|от|expéditeur|lähettäjä)\s*\*?\s*:\s?/iu
const others = [
  /^[\s*]*(?:sent|date|verzonden|datum|gesendet|envoyé|enviado|sendt|skickat|inviato|data|дата|wysłano|lähetetty|verstuurd)(?:\s+(?:op|le|am|on))?\s*\*?\s*:/iu,
  /^[\s*]*(?:to|aan|an|à|a|para|til|till|кому|do|vastaanottaja|pour)\s*\*?\s*:/iu,
  /^[\s*]*(?:subject|onderwerp|betreff|objet|asunto|assunto|emne|ämne|oggetto|тема|temat|aihe)\s*\*?\s*:/iu,
]

/** Whether these lines repeat the header of an older mail, as Outlook does: a sender, and two other fields near it. */
export function isHeaderBlock(lines: readonly string[]): boolean {
  const first = lines[0] ?? ''
  if (!from.test(first) && !others.some((field) => field.test(first))) return false
  const block = lines.slice(0, 1 + HEADER_LINES)
  const named = others.filter((field) => block.some((line) => field.test(line))).length
  const hasFrom = block.some((line) => from.test(line))
  return hasFrom && named >= (from.test(first) ? 2 : 3)
}

const HEADER_LINES = 7

const wrote = [
  'wrote',
  'schreef',
  'schrieb',
  'a écrit',
  'escribió',
  'escreveu',
  'ha scritto',
  'skrev',
  'napisał(?:\\(a\\))?',
  'написал(?:\\(а\\))?',
  'пишет',
  'kirjoitti',
  'het volgende geschreven',
  'geschreven',
  'napsal(?:\\(a\\))?',
  'a scris',
  'schreef het volgende',
  'folgendes geschrieben',
  '寫道',
  '写道',
  'のメッセージ',
  '작성',
].join('|')
const ended = new RegExp(`(?:${wrote})[^:]{0,250}:$`, 'iu')
const address = /[\w.+'-]+@[\w.-]+/
const day = /\d/

/** Whether words, put in one line, end by telling who wrote what follows, and when: "Op 3 mei 2026 om 10:00 schreef Jan <jan@…>:". */
export function endsAttribution(words: string): boolean {
  if (!words.endsWith(':') || words.length > LONGEST_ATTRIBUTION) return false
  if (ended.test(words)) return day.test(words)
  return address.test(words) && /\d{1,2}[:.]\d{2}/.test(words)
}

/** Whether such words may begin with this line, though text stands right above it. */
export function startsAttribution(line: string): boolean {
  return /^\s*(?:\d|(?:on|op|am|le|el|em|den|il) )/i.test(line)
}

const LONGEST_ATTRIBUTION = 600

/** What telephones add. */
export const sentFrom =
  /^\s*(?:sent (?:from|via|with) (?:my |the )?\S.{0,60}|verzonden (?:vanaf|met|vanuit|via) \S.{0,60}|verstuurd (?:vanaf|met|vanuit|via) \S.{0,60}|gesendet von \S.{0,60}|von meinem \S.{0,40} gesendet|envoyé (?:de|depuis) \S.{0,60}|get outlook for \S.{0,80}|outlook voor \S.{0,80} downloaden|download outlook (?:voor|for) .{0,60}|отправлено с .{0,60})$/iu

/** The line that parts a signature (RFC 3676, section 4.3), with what programs made of it. */
export function isSignature(line: string): boolean {
  return /^(?:--|—|__)$/.test(line.trim())
}
