import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'

/** Where clamd listens: on a port, or on a socket in a folder. */
export type ScannerAddress = { host: string; port: number } | { path: string }

export type ScanOutcome =
  | { kind: 'clean' }
  /** What it found, by its own name for it. */
  | { kind: 'found'; name: string }
  /** More bytes than it takes (its `StreamMaxLength`). */
  | { kind: 'too-large' }
  /** It is not reached, breaks off, takes too long, or says something else: nothing is known of the file. */
  | { kind: 'away'; why: string }

/** Between two signs of life; a film takes a while to be looked through. */
const SILENT_MS = 120_000
const LONGEST_ANSWER = 4096

/**
 * Has clamd look at a file, which is sent as it is read (`INSTREAM`: pieces behind their length, and an empty one in the end; clamd(8)).
 * Nothing that clamd does, or fails to do, throws.
 */
export async function scanPieces(
  address: ScannerAddress,
  pieces: AsyncIterable<Uint8Array>,
  silentMs = SILENT_MS,
): Promise<ScanOutcome> {
  const said = await converse(address, silentMs, async (write) => {
    await write(Buffer.from('zINSTREAM\0'))
    for await (const piece of pieces) {
      if (piece.length === 0) continue
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      await write(Buffer.concat([length, piece]))
    }
    await write(Buffer.alloc(4))
  })
  if (said.kind === 'away') return said
  const { answer } = said
  if (answer === 'stream: OK') return { kind: 'clean' }
  const [, name] = /^stream: (.{1,200}) FOUND$/s.exec(answer) ?? []
  if (name) return { kind: 'found', name }
  if (answer.startsWith('INSTREAM size limit exceeded')) return { kind: 'too-large' }
  return { kind: 'away', why: `it says ${JSON.stringify(answer.slice(0, 100))}` }
}

/** Asks clamd whether it is there, and which version it and its signatures are. */
export async function askScanner(
  address: ScannerAddress,
  silentMs = 10_000,
): Promise<{ kind: 'here'; version: string } | { kind: 'away'; why: string }> {
  const said = await converse(address, silentMs, (write) => write(Buffer.from('zVERSION\0')))
  if (said.kind === 'away') return said
  if (said.answer.startsWith('ClamAV ')) return { kind: 'here', version: said.answer.slice(0, 100) }
  return { kind: 'away', why: `it says ${JSON.stringify(said.answer.slice(0, 100))}` }
}

type Said = { kind: 'said'; answer: string } | { kind: 'away'; why: string }
type Write = (bytes: Uint8Array) => Promise<void>

/** Says something on a connection of its own, and hears one answer. An answer may come, and end it, before all was said. */
async function converse(
  address: ScannerAddress,
  silentMs: number,
  say: (write: Write) => Promise<void>,
): Promise<Said> {
  const socket = connect(address)
  const answered = hear(socket, silentMs)
  const write: Write = (bytes) =>
    new Promise((resolve) => {
      // Of a connection that broke it is told by `hear`.
      socket.write(bytes, () => resolve())
    })
  let isOver = false
  void answered.then(() => {
    isOver = true
  })
  try {
    await Promise.race([
      answered,
      say(async (bytes) => {
        if (isOver) throw new Error('it answered before')
        await write(bytes)
        // An answer that is there is read before the next write fails, and takes it along.
        await setImmediate()
      }).catch((error: Error) => {
        if (!isOver) throw error
      }),
    ])
    return await answered
  } finally {
    socket.destroy()
  }
}

function hear(socket: Socket, silentMs: number): Promise<Said> {
  return new Promise((resolve) => {
    let answer = ''
    socket.setTimeout(silentMs, () => resolve({ kind: 'away', why: 'it does not answer' }))
    socket.on('error', (error) => resolve(answer ? said(answer) : { kind: 'away', why: error.message }))
    socket.on('close', () => resolve(answer ? said(answer) : { kind: 'away', why: 'it hung up' }))
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8')
      if (answer.includes('\0') || answer.length > LONGEST_ANSWER) resolve(said(answer))
    })
  })
}

/** One answer, up to its zero. */
function said(answer: string): Said {
  return { kind: 'said', answer: (answer.split('\0')[0] ?? '').trim() }
}
