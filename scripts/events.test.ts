/** Which events there are, from where they are named; and that each of them is recorded by somebody. */
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { followupConsumers } from '#domains/followup'
import type { EventType } from '#platform/events'
import { domains } from './rooms.ts'

const root = dirname(import.meta.dirname)
const document = join(root, 'docs', 'EVENTS.md')

const sources = globSync('{apps,domains,platform}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: ['**/*.test.{ts,tsx}'],
}).sort()
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const texts = new Map(sources.map((path) => [path, read(path)]))

/** An event type with the name of its constant, the room that declares it, and the files that record it. */
type Declared = EventType & { constant: string; room: string; recordedBy: string[] }

const declared = (
  await Promise.all(sources.filter((path) => path.endsWith('.events.ts')).map((path) => listDeclared(path)))
)
  .flat()
  .sort((a, b) => domains.indexOf(a.room) - domains.indexOf(b.room))

async function listDeclared(path: string): Promise<Declared[]> {
  const exported = Object.entries((await import(join(root, path))) as Record<string, EventType>)
  const lines = exported.map(([constant, type]) => {
    const room = path.split('/')[1] ?? ''
    return { ...type, constant, room, recordedBy: listRecorders(constant) }
  })
  const order = read(path)
  return lines.sort((a, b) => order.indexOf(`${a.constant} =`) - order.indexOf(`${b.constant} =`))
}

/** Whoever names the constant beside a call that records. */
function listRecorders(constant: string): string[] {
  return sources.filter((path) => {
    const text = (texts.get(path) ?? '').replaceAll(/^import [^;]*?from '[^']+'$/gm, '')
    const named = new RegExp(`\\b${constant}\\b`).test(text)
    return named && !path.endsWith('.events.ts') && /\brecord(Dialogue)?Event\(/.test(text)
  })
}

test('docs/EVENTS.md says which events there are (npm run test:unit -- scripts/events -u writes it)', async () => {
  await expect(describeEvents()).toMatchFileSnapshot(document)
})

test('each type of event is recorded by somebody', () => {
  expect(declared.length).toBeGreaterThan(20)
  expect(declared.filter(({ recordedBy }) => recordedBy.length === 0).map(({ name }) => name)).toEqual([])
})

test('each type of event has a name of its own, and stands in an *.events.ts of a domain', () => {
  const names = declared.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)+$/.test(name))).toEqual([])
  const elsewhere = sources.filter(
    (path) => /= defineEvent\(/.test(texts.get(path) ?? '') && !/^domains\/.*\.events\.ts$/.test(path),
  )
  expect(elsewhere).toEqual([])
})

test('what people did names no id that they made, whose UUIDv7 would tell the moment', () => {
  const theirs = declared.filter(({ by }) => by === 'people')
  expect(theirs.map(({ name, subject }) => [name, subject])).toEqual([
    ['statement-published-at-once', 'the dialogue'],
  ])
})

function describeEvents(): string {
  const rows = declared.map(
    ({ name, when, subject, number, by, room, recordedBy }) =>
      `| \`${name}\` | ${when} | ${number ? `${subject}; ${number}` : subject} | ${by} | ${room}: ${recordedBy.map((path) => `\`${basename(path)}\``).join(', ')} |`,
  )
  const followers = followupConsumers.map(
    ({ name, types, begin }) =>
      `| \`${name}\` | ${types.map((type) => `\`${type.name}\``).join(', ')} | ${begin} |`,
  )
  return `# Events

<!-- Written from the *.events.ts of the domains. Change it there. -->

Something became public, changed, or was withdrawn: the use case that does it records an event in its own transaction, and
calls nobody. How an event goes stands in [the architecture](ARCHITECTURE.md#how-an-event-goes), why it is so in
[ADR 26](adr/0026-events.md).

An event is a number (one, two, three, without gaps), a type, a subject, and the dossier where there is one: ids only. No event tells of a
vote, names a person, or holds a text. What the organisation did keeps its instant; of what people did the day alone is kept.
That an event is there does not say that its subject can still be read: whoever passes it on asks the same rule as the page.
Events are kept for good.

| Type | When | Subject | Whose act | Recorded by |
|---|---|---|---|---|
${rows.join('\n')}

What happens by itself has no event: a dialogue whose last day is over, a phase that begins, the title that a source gives
itself, a new map. Votes and the counts of them have none either. What somebody wrote and everybody may read is a statement of a
dialogue so far, and its event is the statement's.

## Who follows

| Consumer | Takes | Begins, when it is new, at the |
|---|---|---|
${followers.join('\n')}
`
}
