import { sql } from 'kysely'
import type { Db } from '#db'
import { type Batched, batched } from '#platform/batch'
import type { PassReason, Vote } from './vote.ts'

/** Somebody in a dialogue. */
export type Person = { dialogueId: string; pseudonym: Buffer }

/** How far somebody is. */
export type OwnChoices = {
  /** Null for whoever did nothing here yet. */
  participant: number | null
  /** Their own vote by the number of the statement, as the map counts it; the one cast longest ago comes first. */
  choices: ReadonlyMap<number, Vote['choice']>
  /** Why they passed, where they said so. */
  passReasons: ReadonlyMap<number, PassReason>
}

/** Nothing yet: of whoever did nothing here. */
export const noChoices: OwnChoices = { participant: null, choices: new Map(), passReasons: new Map() }

/** People in a statement to the database, and statements at once. */
const MOST_PEOPLE = 100
const MOST_ROUNDS = 2

/** Reads what people answered; those of whom it is asked in the same moment in one statement. */
export function createOwnChoices(db: Db): Batched<Person, OwnChoices> {
  return batched((people) => readOwnChoices(db, people), { most: MOST_PEOPLE, rounds: MOST_ROUNDS })
}

type OwnRow = {
  number: number | null
  statements: number[] | null
  choices: Vote['choice'][] | null
  reasons: (PassReason | null)[] | null
}

async function readOwnChoices(db: Db, people: readonly Person[]): Promise<OwnChoices[]> {
  const { rows } = await sql<OwnRow>`
    select participant.number, own.statements, own.choices, own.reasons
    from unnest(
      ${people.map((one) => one.dialogueId)}::uuid[],
      ${people.map((one) => one.pseudonym)}::bytea[]
    ) with ordinality as asked (dialogue_id, pseudonym, position)
    left join participant on participant.dialogue_id = asked.dialogue_id
      and participant.pseudonym = asked.pseudonym
    left join lateral (
      select array_agg(statement) as statements, array_agg(choice) as choices, array_agg(pass_reason) as reasons
      from (
        select statement, choice, pass_reason from vote
        where vote.dialogue_id = participant.dialogue_id and vote.participant = participant.number
        order by voted_at, statement
      ) as latest_last
    ) as own on true
    order by asked.position`.execute(db)
  return rows.map(choicesOf)
}

function choicesOf({ number, statements, choices, reasons }: OwnRow): OwnChoices {
  const passReasons = new Map<number, PassReason>()
  for (const [at, statement] of (statements ?? []).entries()) {
    const reason = reasons?.[at]
    if (reason) passReasons.set(statement, reason)
  }
  return {
    participant: number,
    choices: new Map(statements?.map((statement, at) => [statement, choices?.[at] ?? 0])),
    passReasons,
  }
}
