import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import { findFreePort } from './ports.ts'

const DOVECOT = '/usr/sbin/dovecot'
const PASSWORD = 'p@ss:word/1'
const NOBODY = 65_534
const READY_WITHIN_MS = 10_000

/** Whether a real IMAP server is installed (Debian's dovecot-imapd and dovecot-lmtpd); tests that need one are skipped without. */
export const hasImapServer: boolean = existsSync(DOVECOT)

/** A real IMAP server on loopback, with a mailbox for whoever is named. */
export type ImapServer = {
  /** The address of somebody's mailbox, as a setting has it. */
  url: (user: string, folder?: string) => string
  /** Where it takes mail by LMTP. */
  lmtpPort: number
  /** Delivers by LMTP, as a mail server does: `user+anything@` goes to the mailbox of `user`. */
  deliver: (raw: string | Buffer, envelope: { from: string; to: string[] }) => Promise<void>
  /** Puts mail in a mailbox that reached it at some moment. */
  append: (user: string, raw: string | Buffer, arrivedAt?: Date) => Promise<void>
  /** Works in somebody's inbox as a mail program does. */
  asClient: <Result>(user: string, work: (client: ImapFlow) => Promise<Result>) => Promise<Result>
  /** Puts many mails in a new mailbox at once. */
  fill: (user: string, raws: readonly Buffer[]) => Promise<void>
  /** Takes all mail of a mailbox away, and its numbering with it. */
  lose: (user: string) => Promise<void>
  /** Goes away as a machine does, and comes back on the same ports. */
  kill: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts a Dovecot of its own, with nothing of the machine's in it. */
export async function startImapServer(): Promise<ImapServer> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-imap-'))
  const isRoot = process.getuid?.() === 0
  const [imapPort, lmtpPort] = [await findFreePort(), await findFreePort()]
  const config = join(folder, 'dovecot.conf')
  await writeFile(config, configOf({ folder, imapPort, lmtpPort, isRoot }))
  await prepareFolder(folder, isRoot)
  let child: ChildProcess | undefined
  const start = async () => {
    child = spawn(DOVECOT, ['-F', '-c', config], { stdio: 'ignore', detached: true })
    await untilListening(imapPort, join(folder, 'log'))
  }
  const end = async (signal: NodeJS.Signals) => {
    const ended = child
    child = undefined
    if (!ended || ended.exitCode !== null) return
    const over = once(ended, 'exit')
    // All of its processes: those with a connection would go on alone.
    if (ended.pid) process.kill(-ended.pid, signal)
    await over
  }
  const asClient: ImapServer['asClient'] = async (user, work) => {
    const auth = { user, pass: PASSWORD }
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port: imapPort, secure: false, doSTARTTLS: false, auth, logger: false },
    })
    await client.connect()
    try {
      await client.mailboxOpen('INBOX')
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  const transport = createTransport({ host: '127.0.0.1', port: lmtpPort, lmtp: true, ignoreTLS: true })
  const mailFolder = (user: string) => join(folder, 'mail', user)
  await start()
  return {
    ...{ lmtpPort, start, asClient },
    url: (user, inbox = 'INBOX') =>
      `imap://${user}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${imapPort}/${encodeURIComponent(inbox)}?tls=off`,
    deliver: async (raw, envelope) => {
      const { rejectedErrors = [] } = await transport.sendMail({ envelope, raw })
      if (rejectedErrors[0]) throw rejectedErrors[0]
    },
    append: (user, raw, arrivedAt = new Date()) =>
      asClient(user, async (client) => void (await client.append('INBOX', Buffer.from(raw), [], arrivedAt))),
    fill: (user, raws) => fillMaildir(mailFolder(user), raws, isRoot),
    lose: (user) => rm(mailFolder(user), { recursive: true, force: true }),
    kill: () => end('SIGKILL'),
    stop: async () => {
      transport.close()
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Layout = { folder: string; imapPort: number; lmtpPort: number; isRoot: boolean }

function configOf({ folder, imapPort, lmtpPort, isRoot }: Layout): string {
  const { username, uid, gid } = userInfo()
  const owner = isRoot ? { user: 'nobody', group: 'nogroup', uid: NOBODY, gid: NOBODY } : undefined
  const { user, uid: ownerId, gid: groupId } = { user: username, uid, gid, ...owner }
  const group = owner ? 'default_internal_group = nogroup' : ''
  const off = ['imaps'].map((name) => `inet_listener ${name} {\n port = 0\n }`).join('\n')
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
${group}
default_login_user = ${user}
first_valid_uid = 1
first_valid_gid = 0
last_valid_uid = 0
recipient_delimiter = +
auth_username_format = %n
mail_location = maildir:${folder}/mail/%n
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${ownerId} gid=${groupId} home=${folder}/home/%n allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  ${off}
}
service anvil {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
`
}

/** As root, the server is another user who writes here. */
async function prepareFolder(folder: string, isRoot: boolean): Promise<void> {
  await chmod(folder, 0o755)
  for (const name of ['mail', 'home', 'state']) {
    await mkdir(join(folder, name))
    if (isRoot) await chown(join(folder, name), NOBODY, NOBODY)
  }
}

/** A Maildir: a file for each mail, in the order of their names. */
async function fillMaildir(folder: string, raws: readonly Buffer[], isRoot: boolean): Promise<void> {
  const made = ['', 'cur', 'new', 'tmp'].map((name) => join(folder, name))
  for (const path of made) await mkdir(path, { recursive: true })
  const second = Math.floor(Date.now() / 1000)
  const files = raws.map((_, at) => join(folder, 'new', `${second}.M${String(at).padStart(9, '0')}.test`))
  for (const [at, file] of files.entries()) await writeFile(file, raws[at] ?? '')
  if (isRoot) for (const path of [...made, ...files]) await chown(path, NOBODY, NOBODY)
}

async function untilListening(port: number, logFile: string): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS
  while (performance.now() < end) {
    const socket = connect(port, '127.0.0.1')
    const greeted = await Promise.race([
      once(socket, 'data').then(
        () => true,
        () => false,
      ),
      sleep(500, false),
    ])
    socket.destroy()
    if (greeted) return
    await sleep(50)
  }
  throw new Error(`Dovecot did not start: ${await readFile(logFile, 'utf8').catch(() => 'no log')}`)
}
