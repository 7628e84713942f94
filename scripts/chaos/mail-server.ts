import { createServer, type Socket } from 'node:net'
import { listenOnLoopback } from '../../testing/ports.ts'

/** How a mail server treats who comes to it: as it should, or as some do on a bad day. */
export type Mood = 'well' | 'later' | 'never' | 'silent' | 'half'

export type MoodyMailServer = {
  url: string
  setMood: (mood: Mood) => void
  /** The Message-IDs that were taken for each address, one for each time. */
  taken: Map<string, string[]>
  stop: () => void
}

/** A mail server that can turn away, keep silent, or leave in the middle: by hand, since a library would mend that. */
export async function startMoodyMailServer(): Promise<MoodyMailServer> {
  const taken = new Map<string, string[]>()
  const sockets = new Set<Socket>()
  let mood: Mood = 'well'
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    talk(socket, () => mood, taken)
  })
  const port = await listenOnLoopback(server)
  return {
    url: `smtp://127.0.0.1:${port}`,
    setMood: (next) => {
      mood = next
    },
    taken,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function talk(socket: Socket, moodNow: () => Mood, taken: Map<string, string[]>): void {
  let [text, recipient, isInMessage] = ['', '', false]
  const say = (line: string) => void (moodNow() === 'silent' || socket.write(`${line}\r\n`))
  const take = (message: string) => {
    // In a bad mood it leaves before it says whether it took the mail: then it did not.
    if (moodNow() === 'half') return void socket.destroy()
    const id = /^message-id:\s*(<[^>]+>)/im.exec(message)?.[1] ?? ''
    taken.set(recipient, [...(taken.get(recipient) ?? []), id])
    say('250 taken')
  }
  const hear = (line: string) => {
    if (/^rcpt/i.test(line)) {
      recipient = /<([^>]*)>/.exec(line)?.[1] ?? ''
      if (moodNow() === 'later') return say('451 later')
      if (moodNow() === 'never') return say('550 never')
    }
    if (/^data/i.test(line)) isInMessage = true
    say(isInMessage ? '354 go on' : /^quit/i.test(line) ? '221 bye' : '250 fine')
  }
  say('220 chaos.example ESMTP')
  socket.on('data', (chunk) => {
    text += chunk.toString()
    for (let end = text.indexOf(isInMessage ? '\r\n.\r\n' : '\r\n'); end >= 0; ) {
      const part = text.slice(0, end)
      text = text.slice(end + (isInMessage ? 5 : 2))
      if (isInMessage) {
        isInMessage = false
        take(part)
      } else hear(part)
      end = text.indexOf(isInMessage ? '\r\n.\r\n' : '\r\n')
    }
  })
}
