import { setTimeout as sleep } from 'node:timers/promises'
import type { TestSite } from './site.ts'

/** Waits until the map and its slow findings are of all votes that may be told. */
export async function waitUntilSettled({ db }: TestSite, dialogueId: string): Promise<void> {
  for (const end = performance.now() + 40_000; performance.now() < end; await sleep(100)) {
    const row = await db
      .selectFrom('opinion_snapshot')
      .select('is_settled')
      .where('dialogue_id', '=', dialogueId)
      .orderBy('version', 'desc')
      .executeTakeFirst()
    if (row?.is_settled) return
  }
  throw new Error('No settled map came.')
}
