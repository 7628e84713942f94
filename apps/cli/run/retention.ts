import { Command } from 'commander'
import type { Db } from '#db'
import { systemClock } from '#platform/clock'
import { describePeriod, findLastProofs, type LastProof } from '#platform/retention'
import { releases, scheduleRetention } from '../../worker/retention.ts'
import { withDatabase } from './with-database.ts'

/** A kind as the command tells it; what goes by no time has no `keptFor` and nothing due. */
type KindLine = {
  kind: string
  what: string
  keptFor: string | null
  from: string
  ground: string
  /** What a run would let go of now. */
  due: number | null
  /** What this run let go of, where there was one. */
  removed?: number
  /** The newest day on which a run ended or something went, how many went that day, and when the last run ended. */
  lastDay: string | null
  removedThatDay: number | null
  lastRunAt: Date | null
}

type Options = { run?: boolean; json?: boolean }

/** `weerklank retention` */
export function retentionCommand(): Command {
  return new Command('retention')
    .description('list what is kept and how long, what a run would let go of now, and what went last')
    .option('--run', 'let go of it now; what this command says without it, and the worker does by itself')
    .option(
      '--json',
      'print the kinds as JSON: [{kind, what, keptFor, from, ground, due, lastDay, removedThatDay, lastRunAt}]; with --run also removed',
    )
    .addHelpText('after', '\nDays are in UTC. docs/RETENTION.md says why each kind is kept so long.')
    .action(runRetention)
}

async function runRetention({ run = false, json = false }: Options): Promise<void> {
  const lines = await withDatabase(async ({ db, config }) => {
    const removed = run ? await letGo(db, config) : new Map<string, number>()
    return listKinds(db, config, removed)
  })
  if (json) console.log(JSON.stringify(lines, null, 2))
  else for (const line of lines) console.log(sentenceOf(line))
}

async function letGo(db: Db, config: { timeZone: string }): Promise<Map<string, number>> {
  const removed = new Map<string, number>()
  for (const { retention } of scheduleRetention(config))
    removed.set(retention.kind, await retention.remove(db, systemClock.now()))
  return removed
}

async function listKinds(
  db: Db,
  config: { timeZone: string },
  removed: ReadonlyMap<string, number>,
): Promise<KindLine[]> {
  const proofs = await findLastProofs(db)
  const lines: KindLine[] = []
  for (const { retention } of scheduleRetention(config)) {
    const { kind, what, keptFor, from, ground } = retention
    const due = await retention.count(db, systemClock.now())
    const went = removed.get(kind)
    const terms = { kind, what, keptFor: describePeriod(keptFor), from, ground, due }
    lines.push({ ...terms, ...(went === undefined ? {} : { removed: went }), ...lastOf(proofs.get(kind)) })
  }
  for (const { kind, what, from, ground } of releases)
    lines.push({ kind, what, keptFor: null, from, ground, due: null, ...lastOf(proofs.get(kind)) })
  return lines
}

function lastOf(proof: LastProof | undefined): Pick<KindLine, 'lastDay' | 'removedThatDay' | 'lastRunAt'> {
  return {
    lastDay: proof?.day ?? null,
    removedThatDay: proof?.removed ?? null,
    lastRunAt: proof?.ranAt ?? null,
  }
}

function sentenceOf(line: KindLine): string {
  const kept = line.keptFor ?? 'no time'
  return `${line.kind.padEnd(27)}${kept.padEnd(12)}${dueOf(line).padEnd(22)}${pastOf(line)}`
}

function dueOf({ due, removed }: KindLine): string {
  if (due === null) return 'goes by itself'
  return removed === undefined ? `${due} would go now` : `${removed} went, ${due} left`
}

function pastOf({ lastDay, removedThatDay, lastRunAt }: KindLine): string {
  if (lastDay === null) return 'nothing went yet'
  const run = lastRunAt ? `last run ${lastRunAt.toISOString().slice(0, 16)}Z` : `last on ${lastDay}`
  return `${run}, ${removedThatDay} went that day`
}
