import { type RawBuilder, sql } from 'kysely'
import { retally } from '#domains/deliberate/testing'
import { type OpinionEngine, startOpinionEngine } from '#domains/opinions'
import { systemClock } from '#platform/clock'
import { silentLog } from '#platform/log'
import type { TestSite } from '#web/testing'

export const crowd = { people: 100, brigade: 30, late: 20, statements: 24 }

/** All who take part. */
export const everybody = crowd.people + crowd.brigade + crowd.late

/**
 * Fills an open dialogue as votes do: two camps over ten days, a month later a brigade that copies one another within
 * five minutes, and then enough people of both camps that all of the brigade is told.
 */
export async function fillDialogue({ db, now }: TestSite, slug: string): Promise<string> {
  const { id } = await db
    .selectFrom('dialogue')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const run = (query: RawBuilder<unknown>) => query.execute(db)
  await run(sql`insert into statement (dialogue_id, number, text, fingerprint, language, state, created_at)
    select ${id}::uuid, number, 'Stelling met nummer ' || number, 'stelling' || number, 'nl', 'published', ${now}::timestamptz
    from generate_series(3, ${crowd.statements}::integer) as number on conflict do nothing`)
  await run(sql`with entered as (
      insert into input (id, public_id, dossier_id, dialogue_id, kind, channel, received_at, published_at)
      select gen_random_uuid(), gen_random_uuid(), dossier_id, id, 'votes', 'web', ${now}::timestamptz, ${now}::timestamptz
      from dialogue, generate_series(1, ${everybody}::integer) where id = ${id}::uuid
      returning id
    )
    insert into participant (dialogue_id, number, pseudonym, input_id, joined_at)
    select ${id}::uuid, row_number() over (), sha256(id::text::bytea), id, ${now}::timestamptz from entered`)
  await run(sql`with camps as (
      select participant, statement,
        case
          when hashint4(participant * 1009 + statement) % 9 = 0 then 0
          when statement = 5 then 1
          when (participant % 2 = 0) = (statement % 3 <> 0) then 1
          else -1
        end::smallint as choice
      from generate_series(1, ${everybody}::integer) as participant
      cross join generate_series(1, ${crowd.statements}::integer) as statement
    ), cast_now as (
      select participant, statement, choice,
        ${now}::timestamptz + (participant % 10) * interval '1 day' + participant * interval '7 minutes' as voted_at
      from camps
      where participant <= ${crowd.people}::integer and hashint4(participant * 31 + statement * 7) % 4 <> 0
      union all
      select ${crowd.people}::integer + copy, statement, case when statement % 2 = 0 then 1 else -1 end,
        ${now}::timestamptz + interval '30 days' + copy * interval '10 seconds' + statement * interval '1 second'
      from generate_series(1, ${crowd.brigade}::integer) as copy
      cross join generate_series(1, ${crowd.statements}::integer) as statement
      union all
      select participant, statement, choice, ${now}::timestamptz + interval '31 days' + participant * interval '1 hour'
      from camps where participant > ${crowd.people + crowd.brigade}::integer
    ), kept as (
      insert into vote_history (dialogue_id, participant, statement, choice, channel, voted_at)
      select ${id}::uuid, participant, statement, choice, 'web', voted_at from cast_now
    )
    insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
    select ${id}::uuid, participant, statement, choice, 'web', voted_at from cast_now`)
  // As if everybody had been shown each statement a moment before they answered it; half of them seldom.
  await run(sql`insert into showing (dialogue_id, statement, participant, propensity, shown_at)
    select dialogue_id, statement, participant, case participant % 2 when 0 then 0.5 else 0.1 end,
      voted_at - interval '1 second'
    from vote where dialogue_id = ${id}::uuid`)
  await retally(db, id)
  return id
}

export function startEngine({ url }: TestSite): Promise<OpinionEngine> {
  return startOpinionEngine({
    databaseUrl: url,
    clock: systemClock,
    log: silentLog,
    timeZone: 'Europe/Amsterdam',
  })
}
