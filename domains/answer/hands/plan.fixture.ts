import { z } from 'zod'
import type { selectInbox } from '../conversations/inbox.queries.ts'

/** What is known of a step of a plan. */
const stepSchema = z.looseObject({
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  get Plans() {
    return z.array(stepSchema).optional()
  },
})
type Step = z.infer<typeof stepSchema>

/** How PostgreSQL would read the lines of a list. */
export async function planOf({ lines }: Pick<ReturnType<typeof selectInbox>, 'lines'>): Promise<Step> {
  const [{ 'QUERY PLAN': told }] = z
    .tuple([z.object({ 'QUERY PLAN': z.array(z.object({ Plan: stepSchema })) })])
    .parse(await lines.explain('json'))
  return told[0]?.Plan ?? {}
}

/** By which indexes these tables are read, but for conversations that were merged into one; what is read without one is named so. */
export function indexesOf(step: Step, tables: readonly string[]): string[] {
  if (step['Index Name'] === 'conversation_merged_into') return []
  const table = step['Relation Name'] ?? ''
  const here = tables.includes(table) ? [step['Index Name'] ?? `${table} without an index`] : []
  return [...here, ...(step.Plans ?? []).flatMap((one) => indexesOf(one, tables))]
}
