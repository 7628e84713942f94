import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse/sync'
import { loadRows, PACKED_BYTES, PackedLoader, type VoteRow, type VoteTable } from '#cores/opinion'
import { namingFile, readable, UnusableFile } from '../run/usable-file.ts'

/** Which number means agree in the file. */
export type FileSign = 'agree-positive' | 'agree-negative'

/** What statements' own columns say about how often each was agreed or disagreed with. */
export interface StatementRow {
  readonly id: number
  readonly moderatedOut: boolean
  readonly meta: boolean
  readonly agrees: number | undefined
  readonly disagrees: number | undefined
}

interface Csv {
  readonly file: string
  readonly header: readonly string[]
  readonly records: readonly (readonly string[])[]
}

export function readCsv(file: string): Csv {
  const text = readText(file)
  // Quotes are rare in files of votes and slow to look for; without them a line is a record.
  const [header, ...records] = text.includes('"')
    ? parseQuoted(file, text)
    : text
        .split(/\r\n|\n|\r/)
        .filter((line) => line.trim() !== '')
        .map((line) => line.split(','))
  if (!header) throw new UnusableFile(`${file} is empty`)
  return { file, header: header.map((name) => name.trim()), records }
}

function readText(file: string): string {
  return readable(file, () => {
    const bytes = readFileSync(file)
    const mark = bytes.subarray(0, 2).toString('hex')
    if (mark === 'fffe' || mark === 'feff') throw new UnusableFile(`${file} is UTF-16; save it as UTF-8`)
    return bytes.toString('utf8').replace(/^\uFEFF/, '')
  })
}

function parseQuoted(file: string, text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true }) as string[][]
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new UnusableFile(
      `${file} cannot be read as CSV: ${cause.message.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
      { cause },
    )
  }
}

/** The first columns, to name in a message: a file of another kind may have anything there. */
function headerOf(csv: Csv): string {
  return csv.header.slice(0, 8).map(inShort).join(', ')
}

export function inShort(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 30 ? `${line.slice(0, 29)}…` : line
}

export function columnOf(csv: Csv, name: string): number {
  const index = csv.header.indexOf(name)
  if (index >= 0) return index
  throw new UnusableFile(`${csv.file} has no column ${name}; its columns are ${headerOf(csv)}`)
}

export function toNumber(text: string | undefined, file: string, line: number, column: string): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value))
    throw new UnusableFile(
      `${file}, line ${line}: ${column} is ${JSON.stringify(inShort(text ?? ''))}, not a number`,
    )
  return value
}

const HIGHEST_ID = 2 ** 31 - 1

export function toId(text: string | undefined, file: string, line: number, column: string): number {
  const value = toNumber(text, file, line, column)
  if (Number.isInteger(value) && value >= 0 && value <= HIGHEST_ID) return value
  throw new UnusableFile(
    `${file}, line ${line}: ${column} is ${inShort(text ?? '')}, not a whole number from 0 to ${HIGHEST_ID}`,
  )
}

/** Reads the rows of a Polis votes.csv: timestamp, (datetime,) comment-id, voter-id, vote. */
export function readVotesCsv(file: string): VoteRow[] {
  return longRows(readCsv(file))
}

function longRows(csv: Csv): VoteRow[] {
  const names = ['timestamp', 'comment-id', 'voter-id', 'vote'] as const
  const [time, statement, participant, vote] = names.map((name) => columnOf(csv, name)) as [
    number,
    number,
    number,
    number,
  ]
  const perUnit = timeUnit(csv, time)
  return csv.records.map((cells, row) => {
    const [line, name] = [row + 2, (column: number) => csv.header[column] ?? '']
    const number = (column: number) => toNumber(cells[column], csv.file, line, name(column))
    return {
      time: toInstant(number(time) * perUnit, csv.file, row + 2, cells[time]),
      statement: number(statement),
      participant: number(participant),
      vote: number(vote),
    }
  })
}

const MILLISECONDS_SINCE = 100_000_000_000

/** Milliseconds either way from 1970 that a date can hold. */
const FARTHEST = 8.64e15

export function toInstant(time: number, file: string, line: number, text: string | undefined): number {
  if (Math.abs(time) <= FARTHEST) return time
  throw new UnusableFile(
    `${file}, line ${line}: timestamp is ${inShort(text ?? '')}, which is no date; expected seconds or milliseconds since 1970`,
  )
}

/** Older exports count milliseconds, newer ones seconds. */
export function timeUnit(csv: Csv, column: number): number {
  const first = Number(csv.records[0]?.[column])
  return first > 0 && first < MILLISECONDS_SINCE ? 1000 : 1
}

/** Reads a wide participants-votes.csv: a row for each participant, a column for each statement id. */
function wideRows(csv: Csv): VoteRow[] {
  const participant = columnOf(csv, 'participant')
  const statements = csv.header.flatMap((name, column) =>
    /^\d+$/.test(name) ? [{ id: Number(name), column }] : [],
  )
  const place = new Map(statements.map(({ id, column }) => [id, column]))
  const twice = statements.find(({ id, column }) => place.get(id) !== column)
  if (twice) throw new UnusableFile(`${csv.file} has two columns ${twice.id}; keep one`)
  return csv.records.flatMap((cells, row) => {
    const id = toNumber(cells[participant], csv.file, row + 2, 'participant')
    return statements.flatMap(({ id: statement, column }) => {
      const text = cells[column]
      if (text === undefined || text.trim() === '') return []
      return [
        { participant: id, statement, vote: toNumber(text, csv.file, row + 2, csv.header[column] ?? '') },
      ]
    })
  })
}

/** Reads comments.csv: moderation, meta flags and the counts that establish the sign. */
export function readStatements(file: string): StatementRow[] {
  const csv = readCsv(file)
  const [id, moderated] = [columnOf(csv, 'comment-id'), columnOf(csv, 'moderated')]
  const [meta, agrees, disagrees] = ['is-meta', 'agrees', 'disagrees'].map((name) =>
    csv.header.indexOf(name),
  ) as [number, number, number]
  const count = (cells: readonly string[], column: number) => (column < 0 ? undefined : Number(cells[column]))
  return csv.records.map((cells, row) => ({
    id: toId(cells[id], file, row + 2, 'comment-id'),
    moderatedOut: toNumber(cells[moderated], file, row + 2, 'moderated') === -1,
    meta: ['true', 't', '1'].includes(cells[meta]?.trim().toLowerCase() ?? ''),
    agrees: count(cells, agrees),
    disagrees: count(cells, disagrees),
  }))
}

/** More are another column, taken for groups. */
const MOST_GROUPS = 100

/** Reads published groups: participant → group-id, from a participants-votes.csv. */
export function readGroups(file: string): Map<number, number> {
  const csv = readCsv(file)
  const [participant, group] = [columnOf(csv, 'participant'), columnOf(csv, 'group-id')]
  const groups = new Map<number, number>()
  csv.records.forEach((cells, row) => {
    if ((cells[group] ?? '').trim() === '') return
    groups.set(
      toId(cells[participant], file, row + 2, 'participant'),
      toId(cells[group], file, row + 2, 'group-id'),
    )
  })
  if (groups.size === 0) throw new UnusableFile(`${file} puts nobody in a group: every group-id is empty`)
  const count = new Set(groups.values()).size
  if (count > MOST_GROUPS)
    throw new UnusableFile(`${file} names ${count} groups; at most ${MOST_GROUPS} can be described`)
  return groups
}

export interface VotesRequest {
  readonly votes: string
  readonly statements?: readonly StatementRow[] | undefined
  readonly sign: FileSign
}

/** Reads votes of any of the three kinds into a table, and refuses a sign that the statements' own counts contradict. */
export function readVotes(request: VotesRequest): VoteTable {
  const table = namingFile(request.votes, () =>
    request.votes.endsWith('.bin') ? readPacked(request.votes, request.sign) : loadRows(signedRows(request)),
  )
  for (const { id, moderatedOut, meta } of request.statements ?? [])
    namingFile('--statements', () => table.setStatement(id, { moderatedOut, meta }))
  if (table.voteCount === 0) throw new UnusableFile(`${request.votes} holds no votes`)
  return table
}

function signedRows(request: VotesRequest): VoteRow[] {
  const csv = readCsv(request.votes)
  const isLong = csv.header.includes('voter-id')
  if (!isLong && !csv.header.includes('participant'))
    throw new UnusableFile(
      `${request.votes} is neither votes.csv (voter-id, comment-id, vote) nor participants-votes.csv (participant, 0, 1, …); its columns are ${headerOf(csv)}`,
    )
  const rows = isLong ? longRows(csv) : wideRows(csv)
  const signed =
    request.sign === 'agree-positive' ? rows : rows.map((row) => ({ ...row, vote: 0 - row.vote }))
  checkSign(signed, isLong ? countsOfStatements(request.statements) : countsOfParticipants(csv), request)
  return signed
}

interface OwnCounts {
  readonly of: 'statement' | 'participant'
  readonly agrees: Map<number, number>
  readonly disagrees: Map<number, number>
}

function countsOfStatements(statements: readonly StatementRow[] = []): OwnCounts {
  const withCounts = statements.filter((s) => Number.isFinite(s.agrees) && Number.isFinite(s.disagrees))
  return {
    of: 'statement',
    agrees: new Map(withCounts.map((s) => [s.id, s.agrees ?? 0])),
    disagrees: new Map(withCounts.map((s) => [s.id, s.disagrees ?? 0])),
  }
}

function countsOfParticipants(csv: Csv): OwnCounts {
  const [id, agree, disagree] = ['participant', 'n-agree', 'n-disagree'].map((name) =>
    csv.header.indexOf(name),
  ) as [number, number, number]
  const records = agree < 0 || disagree < 0 ? [] : csv.records
  return {
    of: 'participant',
    agrees: new Map(records.map((cells) => [Number(cells[id]), Number(cells[agree])])),
    disagrees: new Map(records.map((cells) => [Number(cells[id]), Number(cells[disagree])])),
  }
}

/** Older files do not say which number is agree; their own counts do (repeated votes blur them a little). */
function checkSign(rows: readonly VoteRow[], own: OwnCounts, request: VotesRequest): void {
  if (own.agrees.size === 0) return
  const balance = new Map<number, number>()
  for (const row of rows) balance.set(row[own.of], (balance.get(row[own.of]) ?? 0) + row.vote)
  let [asIs, mirrored] = [0, 0]
  for (const [id, agrees] of own.agrees) {
    const expected = agrees - (own.disagrees.get(id) ?? 0)
    asIs += Math.abs((balance.get(id) ?? 0) - expected)
    mirrored += Math.abs((balance.get(id) ?? 0) + expected)
  }
  if (asIs <= mirrored) return
  const remedy =
    request.sign === 'agree-positive' ? 'add --sign agree-negative' : 'leave --sign agree-negative out'
  throw new UnusableFile(
    `${request.votes} contradicts the counts of each ${own.of}: agrees minus disagrees differ by ${asIs} as read, by ${mirrored} with the sign turned; ${remedy}`,
  )
}

const CHUNK_BYTES = PACKED_BYTES * (1 << 19)

/** Reads packed votes in two passes, so that a giant file is never in memory whole. */
function readPacked(file: string, sign: FileSign): VoteTable {
  const loader = new PackedLoader()
  eachChunk(file, (chunk) => {
    loader.count(chunk)
  })
  eachChunk(file, (chunk) => {
    if (sign === 'agree-negative') mirror(chunk)
    loader.fill(chunk)
  })
  return loader.finish()
}

function eachChunk(file: string, use: (chunk: Uint8Array) => void): void {
  const descriptor = readable(file, () => openSync(file, 'r'))
  try {
    const stat = fstatSync(descriptor)
    if (stat.isDirectory()) throw new UnusableFile(`${file} is a folder; name a file`)
    const { size } = stat
    if (size % PACKED_BYTES !== 0)
      throw new UnusableFile(
        `${file} has ${size} bytes, which is not a multiple of ${PACKED_BYTES}: it is truncated, or not packed votes`,
      )
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(size, PACKED_BYTES)))
    for (let at = 0; at < size; ) {
      const length = Math.min(buffer.length, size - at)
      for (let read = 0; read < length; ) {
        const got = readSync(descriptor, buffer, read, length - read, at + read)
        if (got === 0) throw new UnusableFile(`${file} became shorter while it was read; try again`)
        read += got
      }
      use(buffer.subarray(0, length))
      at += length
    }
  } finally {
    closeSync(descriptor)
  }
}

function mirror(chunk: Uint8Array): void {
  for (let at = PACKED_BYTES - 1; at < chunk.length; at += PACKED_BYTES) {
    const vote = chunk[at] as number
    if (vote === 1 || vote === 255) chunk[at] = 256 - vote
  }
}
