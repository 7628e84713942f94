import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { hasClamd, startClamd } from '#testing'
import { askScanner, type ScannerAddress, scanPieces } from './index.ts'

async function* inPieces(...pieces: string[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

async function* withoutEnd() {
  for (;;) yield Buffer.alloc(64 * 1024)
}

/** A server that does with each connection what it is told. */
async function serve(meet: (socket: Socket) => void): Promise<ScannerAddress> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    meet(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return { host: '127.0.0.1', port: address.port }
}

/** Says something once all was heard. */
const answering = (answer: string) => (socket: Socket) => {
  let heard = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    heard = Buffer.concat([heard, Buffer.from(bytes)])
    if (heard.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer)
  })
}

describe('what a scanner does', () => {
  test.each([
    ['stream: OK\0', { kind: 'clean' }],
    ['stream: Eicar-Test-Signature FOUND\0', { kind: 'found', name: 'Eicar-Test-Signature' }],
    ['INSTREAM size limit exceeded. ERROR\0', { kind: 'too-large' }],
    ['stream: OK? ERROR\0', { kind: 'away', why: 'it says "stream: OK? ERROR"' }],
    ['<html>\0', { kind: 'away', why: 'it says "<html>"' }],
    ['', { kind: 'away', why: 'it hung up' }],
  ])('%j is understood', async (answer, outcome) => {
    expect(await scanPieces(await serve(answering(answer)), inPieces('een', 'twee'))).toEqual(outcome)
  })

  test('one that answers before it heard all is heard, however much there is to say', async () => {
    const address = await serve((socket) => {
      socket.once('data', () => socket.end('INSTREAM size limit exceeded. ERROR\0'))
    })
    expect(await scanPieces(address, withoutEnd())).toEqual({ kind: 'too-large' })
  })

  test('one that says nothing, hears nothing, or hangs up is away', async () => {
    const silent = await serve((socket) => socket.resume())
    expect(await scanPieces(silent, inPieces('een'), 50)).toEqual({ kind: 'away', why: 'it does not answer' })
    const deaf = await serve((socket) => socket.pause())
    expect(await scanPieces(deaf, withoutEnd(), 50)).toMatchObject({ kind: 'away' })
    const gone = await serve((socket) => void socket.destroy())
    expect((await scanPieces(gone, inPieces('een'))).kind).toBe('away')
    expect((await scanPieces({ path: '/nowhere/clamd' }, inPieces('een'))).kind).toBe('away')
    expect((await askScanner({ path: '/nowhere/clamd' })).kind).toBe('away')
  })

  test('one that talks without end is not listened to without end', async () => {
    const address = await serve((socket) => {
      const talk = () => socket.write('x'.repeat(2000), () => setTimeout(talk, 1))
      talk()
    })
    expect((await scanPieces(address, inPieces('een'))).kind).toBe('away')
  })
})

/** Where none is installed, these are skipped. */
describe.skipIf(!hasClamd)('a real clamd', () => {
  let clamd: Awaited<ReturnType<typeof startClamd>>
  const address = () => clamd.address

  beforeAll(async () => {
    clamd = await startClamd()
  }, 40_000)
  afterAll(() => clamd.stop())

  test('says which it is, what is clean, what it found, and what is too large', async () => {
    expect(await askScanner(address())).toMatchObject({
      kind: 'here',
      version: expect.stringMatching(/^ClamAV/),
    })
    expect(await scanPieces(address(), inPieces('een ', 'goed bestand'))).toEqual({ kind: 'clean' })
    expect(await scanPieces(address(), inPieces('een kwaad', 'aardig bestand'))).toEqual({
      kind: 'found',
      name: 'Weerklank.Test.UNOFFICIAL',
    })
    expect((await scanPieces(address(), withoutEnd())).kind).toBe('too-large')
  })
})
