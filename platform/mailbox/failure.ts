/** Why a mailbox cannot be read now. */
export type MailboxFailure = 'login' | 'folder' | 'encryption' | 'unreachable' | 'broken-off'

const nobodyThere =
  /^(E(CONNREFUSED|NOTFOUND|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN)|CONNECT_TIMEOUT|GREETING_TIMEOUT)$/
const noTrust = /^(ERR_TLS|ERR_SSL|CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|HOSTNAME|STARTTLS)/

/** A mailbox cannot be read now; trying again later may help. */
export class MailboxTrouble extends Error {
  readonly failure: MailboxFailure
  constructor(error: unknown) {
    const failure = failureOf(error)
    super(`The mailbox cannot be read (${failure}).`, { cause: error })
    this.name = 'MailboxTrouble'
    this.failure = failure
  }
}

/** What a fault of a connection to a mailbox means; nothing that a server said is kept, since it may name anybody. */
export function failureOf(error: unknown): MailboxFailure {
  if (!(error instanceof Error)) return 'broken-off'
  const code = 'code' in error ? String(error.code) : ''
  if ('authenticationFailed' in error && error.authenticationFailed) return 'login'
  if ('mailboxMissing' in error && error.mailboxMissing) return 'folder'
  if (('tlsFailed' in error && error.tlsFailed) || noTrust.test(code)) return 'encryption'
  return nobodyThere.test(code) ? 'unreachable' : 'broken-off'
}
