import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Frame, readFrames, writeFrame } from './frames.ts'

const frame: fc.Arbitrary<Frame> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes): Frame => ({ kind: 'rows', bytes: Buffer.from(bytes) })),
  fc.jsonValue().map((value): Frame => ({ kind: 'told', value: JSON.parse(JSON.stringify(value)) })),
)

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('pieces come back as they were written, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { maxLength: 12 }),
      fc.integer({ min: 1, max: 400 }),
      async (frames, size) => {
        const read = await Array.fromAsync(readFrames(inPieces(Buffer.concat(frames.map(writeFrame)), size)))
        expect(read).toEqual(frames)
      },
    ),
  )
})

test('what breaks off, is too long or is no piece at all is refused', async () => {
  const whole = writeFrame({ kind: 'told', value: { table: 'leaf' } })
  const read = (bytes: Buffer) => Array.fromAsync(readFrames(inPieces(bytes, 7)))
  await expect(read(whole.subarray(0, -1))).rejects.toThrow('breaks off')
  await expect(read(Buffer.from([1, 255, 255, 255, 255, 0]))).rejects.toThrow('longer than any')
  await expect(read(Buffer.from([9, 0, 0, 0, 0]))).rejects.toThrow('kind 9')
})
