import { findDialogue } from '#domains/deliberate'
import { gatherReport } from '#domains/opinions'
import { pathHere, type WebContext } from '#web/http'
import { isOpen, timeOf } from '#web/pages/dialogue'
import { Stack } from '#web/ui'
import { listNamed } from '../residents/report/named-statements.ts'
import { summaryOf } from '../residents/report/report-sentences.ts'
import { Said } from '../residents/report/report-summary.tsx'
import { type ReportView, titlesOf } from '../residents/report/report-view.ts'

/** What a dialogue came to, in the sentences of its report, for whoever writes an answer to it beside them. */
export async function DialogueFindings({ c, dialogueId }: { c: WebContext; dialogueId: string }) {
  const view = await readFindings(c, dialogueId)
  if (!view) return null
  const titles = titlesOf(c)
  const report = pathHere(c, `/dialogues/${view.page.dialogue.slug}/report`)
  return (
    <Stack>
      {summaryOf(view.report).map(({ section, sentences }) => (
        <div>
          <h3>
            <a href={`${report}#${section}`}>{titles[section]}</a>
          </h3>
          <p>
            {sentences.map((sentence) => (
              <>
                <Said c={c} view={view} sentence={sentence} />{' '}
              </>
            ))}
          </p>
        </div>
      ))}
    </Stack>
  )
}

async function readFindings(c: WebContext, dialogueId: string): Promise<ReportView | undefined> {
  const { db, snapshots, config } = c.var.services
  const page = await findDialogue(db, { id: dialogueId })
  if (!page) return undefined
  const snapshot = await snapshots.newest(dialogueId)
  const { now } = timeOf(c)
  const report = await gatherReport(db, { ...page, snapshot, now, timeZone: config.timeZone })
  const statements = await listNamed(c, page, report)
  const asItIs = { published: undefined, versions: [], mayPublish: false, told: undefined }
  return { page, report, statements, isOpen: isOpen(c, page), ...asItIs }
}
