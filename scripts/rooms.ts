/**
 * The rooms of the house in their order: each may use those before it, through their doors, and none behind it. A new
 * room is one line here; `npm run rooms` then writes the rules of the linter, and `npm run rooms -- --draw` prints which
 * room uses which.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawRooms, listImports } from './import-graph.ts'

/** Each part of the dialogue with people, from what stands by itself to what rests on all others. */
export const domains = [
  'people',
  'translation',
  'letters',
  'entrance',
  'places',
  'dossier',
  'register',
  'listen',
  'answer',
  'moderation',
  'deliberate',
  'opinions',
  'followup',
]

/** What pages are made with. */
export const webSections = ['ui', 'http', 'words', 'shell']

/** The parts of the site; what a later part shows on a page of an earlier one goes through a slot. */
export const webParts = [
  'places',
  'dossier',
  'listen',
  'answer',
  'about',
  'account',
  'kit',
  'dialogue',
  'opinions',
  'moderation',
  'deliberate',
  'followup',
  'search',
  'translation',
  'home',
]

/** All rooms that the order is about, as folders. */
export const order = [
  ...domains.map((name) => `domains/${name}`),
  ...webSections.map((name) => `apps/web/${name}`),
  ...webParts.map((name) => `apps/web/pages/${name}`),
]

/** The door of a room: the one specifier by which others import it. */
export function doorOf(room: string): string {
  return `#${room.replace('apps/', '')}`
}

/** How deep folders may lie in a room. */
const DEEPEST = 2

type Rule = { includes: string[]; group: string[]; message: string }

/** What each room may not import. Of several rules for one file, the linter goes by the last. */
export function listRules(): Rule[] {
  const doors = [...order.map(doorOf), '#web/pages', '#web']
  return [
    {
      includes: ['cores/**/*.ts'],
      group: ['node:*', '#*', '#*/**', '../../**'],
      message: 'A core is pure: it imports nothing but its own files.',
    },
    {
      includes: ['cores/watch/**/*.ts'],
      group: ['node:*', '#*', '#*/**', '!#cores/text', '../../**'],
      message: 'A core is pure: this one imports its own files and those of text.',
    },
    {
      includes: ['platform/**/*.{ts,tsx}'],
      group: ['#domains/*', '#cores/*', '#web', '#web/**', '../../**'],
      message: 'platform/ knows no domain, no core and no page.',
    },
    ...order.flatMap((room, at) => rulesOf(room, doors.slice(at + 1))),
    {
      includes: ['apps/cli/**', 'apps/worker/**'],
      group: ['#web/**', '../../../**'],
      message: 'Import the pages through #web, and stay inside the app.',
    },
  ].map((rule) => ({ ...rule, includes: [...rule.includes, '!**/*.test.{ts,tsx}'] }))
}

/** A file in a folder of the room may climb to the room, and no further. */
function rulesOf(room: string, laterDoors: string[]): Rule[] {
  const depths = Array.from({ length: DEEPEST + 1 }, (_, depth) => depth)
  return depths.map((depth) => ({
    includes: [`${room}/${'*/'.repeat(depth)}*.{ts,tsx}`],
    group: [`${'../'.repeat(depth + 1)}**`, ...laterDoors],
    message: `${room} imports earlier rooms only, through their doors: the order stands in scripts/rooms.ts.`,
  }))
}

/** The rules as Biome reads them. */
export function biomeRules(): string {
  const overrides = listRules().map(({ includes, group, message }) => ({
    includes,
    linter: {
      rules: {
        style: {
          noRestrictedImports: { level: 'error', options: { patterns: [{ group, message }] } },
        },
      },
    },
  }))
  return `${JSON.stringify({ overrides }, null, 2)}\n`
}

export const rulesFile = join(import.meta.dirname, '..', 'biome.rooms.json')

if (import.meta.main) {
  if (process.argv.includes('--draw')) console.log(drawRooms(await listImports(), order))
  else await writeFile(rulesFile, biomeRules())
}
