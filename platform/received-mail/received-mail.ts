/** Somebody as a header names them. One of the two may be empty: mail programs write what they like. */
export type Mailbox = { readonly name: string; readonly address: string }

/** What a mail carries besides what is read in it. */
export type MailAttachment = {
  /** As the sender named it, or a name made from its type; a name only, never a path. */
  readonly name: string
  /** As declared, in lower case; the bytes may be something else. */
  readonly type: string
  /** By which the HTML refers to it, without angle brackets; null when nothing can. */
  readonly contentId: string | null
  readonly content: Uint8Array
}

/** Something about a mail that whoever reads it should know. */
export type MailWarning =
  | 'no-message-id'
  | 'no-sender'
  | 'several-senders'
  | 'no-date'
  | 'date-unreadable'
  | 'date-in-future'
  | 'no-body'
  | 'characters-lost'
  | 'characters-guessed'
  | 'line-ends-mended'
  | 'boundary-missing'
  | 'part-of-a-message'
  | 'winmail'
  | 'winmail-not-whole'

/** Whether a machine sent it. Mail with any of the three is stored as all mail is, and never answered by a machine. */
export type MachineMail = {
  /** Written by no person: an answering machine, a bulk sender, a report. */
  readonly auto: boolean
  /** A report about mail that was sent before, which did not arrive or was complained about. */
  readonly bounce: boolean
  /** Came by a mailing list. */
  readonly list: boolean
  /** What says so, the weak ones too, as `auto-submitted: auto-replied` or `weak: subject`. */
  readonly reasons: readonly string[]
}

/** What became of a mail for one recipient: never again, not this time, or nothing wrong. */
export type DeliveryState = 'hard' | 'soft' | 'none'

export type RecipientState = {
  /** As the report names it; empty where it names nobody. */
  readonly recipient: string
  readonly state: DeliveryState
  /** As `5.1.1`; null where none is given. */
  readonly status: string | null
  readonly diagnosis: string
}

/** What a delivery report, a complaint or a bounce of the old kind says. */
export type DeliveryReport = {
  readonly kind: 'delivery' | 'complaint' | 'disposition'
  readonly recipients: readonly RecipientState[]
  /** Message-ID of the mail that it is about, without angle brackets; null where it does not say. */
  readonly about: string | null
}

/** A mail, understood. Ids are without angle brackets, as in JMAP (RFC 8621, section 4.1.2.3). */
export type ReceivedMail = {
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  /** The chain as it stands, oldest first. */
  readonly references: readonly string[]
  readonly from: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly replyTo: readonly Mailbox[]
  readonly subject: string
  /** The list that it came by, as its List-Id or address names it, in lower case; null when by none. */
  readonly listId: string | null
  /** When it was written, by the sender's clock; null when it says nothing that can be read. */
  readonly date: Date | null
  /** The plain text of the mail; null when it has none. */
  readonly text: string | null
  /** The HTML as it came: nothing to show before `makeSafe` of a `MailReader`. */
  readonly html: string | null
  readonly attachments: readonly MailAttachment[]
  /** What Outlook packed in an attachment of its own (`winmail.dat`). */
  readonly unpacked: readonly MailAttachment[]
  readonly machine: MachineMail
  readonly report: DeliveryReport | null
  readonly warnings: readonly MailWarning[]
}

/** Why a mail was not understood: it is kept as it came, for staff and for another try. */
export type HeldReason = 'too-large' | 'too-many-parts' | 'too-deep' | 'too-long' | 'too-much' | 'broken'

export type ReadOutcome =
  | { readonly kind: 'read'; readonly mail: ReceivedMail }
  | { readonly kind: 'held'; readonly reason: HeldReason }

/** What a report is read from. */
export type ReportSource = {
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly from: readonly Mailbox[]
  readonly attachments: readonly MailAttachment[]
}
