import type { DialoguePage, StatementResult } from '#domains/deliberate'
import { listReportTexts, type Report, statementsNamedIn } from '#domains/opinions'
import type { WebContext } from '#web/http'
import { statementHere } from '#web/pages/dialogue'
import { sayReport } from './report-view.ts'

/** The words of what a report names, in the language of the page, with its own counts; of what was removed since, that it was. */
export async function listNamed(
  c: WebContext,
  page: DialoguePage,
  report: Report,
): Promise<Map<number, StatementResult>> {
  const t = sayReport(c)
  const numbers = statementsNamedIn(report)
  const texts = await listReportTexts(c.var.services.db, page.dialogue.id, numbers)
  const words = new Map(texts.map((one) => [one.number, one]))
  const counts = new Map(report.statements.map((one) => [one.number, one]))
  return new Map(
    numbers.map((number) => {
      const { agree, disagree, pass } = counts.get(number) ?? {}
      const removed = { text: t('removedStatement', { number }), language: c.var.locale }
      const { text, language } = words.get(number) ?? removed
      const tally = { agree: agree ?? 0, disagree: disagree ?? 0, pass: pass ?? 0 }
      return [
        number,
        statementHere(c, page, { number, text, language, is_seed: false, is_meta: false, ...tally }),
      ]
    }),
  )
}
