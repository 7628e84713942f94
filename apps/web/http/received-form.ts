import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { HTTPException } from 'hono/http-exception'
import { largestOf, ReceivedFile } from '#platform/blobs'

/** A file as a form brought it. */
export type FormFile = {
  /** What somebody's machine called it. */
  name: string
  /** Undefined where nothing was chosen, and where it is too large. */
  file: ReceivedFile | undefined
  /** Larger than we take, or than fits beside the others. */
  isTooLarge: boolean
}

/** The parts of a form in their order, with their fields. */
export type FormPart = [field: string, value: string | FormFile]

/** How much of a form is taken, in bytes. */
export type FormBounds = { text: number; files: number }

/** More than any form of ours has. */
const MOST = { fields: 2000, files: 20, headers: 20, headerBytes: 16 * 1024 }
/** By these it is told what a file is, and so how large it may be. */
const START_BYTES = 64

/**
 * Reads a form while it comes in (`multipart/form-data`): its texts into memory, its files to disk. Of a file that is larger than
 * we take, the rest is read and thrown away, so that whoever sent it gets their form back with what else was in it.
 * @throws HTTPException 400 for what is no form, 413 for more text than a form has, 503 where the disk is full
 */
export async function receiveForm(
  body: AsyncIterable<Uint8Array> | null,
  contentType: string,
  bounds: FormBounds,
): Promise<FormPart[]> {
  const parser = openParser(contentType, bounds.text)
  const coming: Promise<FormPart>[] = []
  const room = { ...bounds }
  const streams: Readable[] = []
  let earlier: Promise<unknown> = Promise.resolve()
  let refusal: Error | undefined
  const refuse = (error: Error) => {
    refusal ??= error
    parser.destroy(error)
  }
  parser.on('field', (field, value, _, isCut) => {
    room.text -= Buffer.byteLength(value)
    if (isCut || room.text < 0) refuse(new HTTPException(413))
    else coming.push(Promise.resolve([field, value]))
  })
  parser.on('file', (field, stream, name) => {
    streams.push(stream.on('error', () => undefined))
    // One after the other, so that each knows what room the earlier ones left.
    const part = earlier
      .then(() => keep(stream, room))
      .then((kept): FormPart => [field, { name: name ?? '', ...kept }])
    earlier = part
    // Nobody waits for it yet, and a fault ends the reading at once.
    part.catch(refuse)
    coming.push(part)
  })
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.once(limit, () => refuse(new HTTPException(400)))
  const source = Readable.from(body ?? [])
  const left: unknown[] = []
  source.once('error', (error) => left.push(error))
  try {
    await pipeline(source, parser)
    return await Promise.all(coming)
  } catch (error) {
    const why = refusal ?? error
    // The parser, as it stops, tells nobody who reads a file of it.
    for (const stream of streams) stream.destroy(new Error('the form has ended'))
    const came = await Promise.allSettled(coming)
    await closeFiles(came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
    throw refusalOf(why, left.includes(why))
  }
}

/** Lets go of the files of a form. */
export async function closeFiles(parts: readonly FormPart[]): Promise<void> {
  for (const [, value] of parts) if (typeof value !== 'string') await value.file?.close()
}

function openParser(contentType: string, fieldSize: number) {
  const limits = {
    ...{ fieldSize, fields: MOST.fields, files: MOST.files, parts: MOST.fields + MOST.files },
    ...{ headerPairs: MOST.headers, headerSize: MOST.headerBytes },
  }
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch (cause) {
    throw new HTTPException(400, { cause })
  }
}

async function keep(stream: Readable, room: FormBounds): Promise<Omit<FormFile, 'name'>> {
  let file: ReceivedFile | undefined
  let isTooLarge = false
  let start = Buffer.alloc(0)
  try {
    for await (const chunk of stream) {
      if (isTooLarge) continue
      if (start.length < START_BYTES) start = Buffer.concat([start, chunk]).subarray(0, START_BYTES)
      file ??= await ReceivedFile.create()
      isTooLarge = file.size + chunk.length > Math.min(largestOf(start), room.files)
      if (!isTooLarge) await file.append(chunk)
      else {
        await file.close()
        file = undefined
      }
    }
  } catch (error) {
    await file?.close()
    throw error
  }
  room.files -= file?.size ?? 0
  return { file, isTooLarge }
}

/** What is wrong with a form is no fault of ours; neither is a connection that broke, of which it is told elsewhere. */
function refusalOf(error: unknown, hasLeft: boolean): unknown {
  if (hasLeft || error instanceof HTTPException || !(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new HTTPException(503, { cause: error })
  return new HTTPException(400, { cause: error })
}
