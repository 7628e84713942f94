import type { Db } from '#db'
import { type ConversationPage, listOfferedMacros, listOfferedTexts } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import type { Desk } from '../conversation/desk.ts'

/** What lies ready for somebody in a conversation: standard texts, and several turns at once. */
export async function readReady(
  db: Db,
  { conversation }: ConversationPage,
  staff: StaffMember,
): Promise<Pick<Desk, 'texts' | 'macros'>> {
  const { language, subject_id: subjectId, unit_id: unit } = conversation
  const own = staff.roles.map(({ unitId }) => unitId)
  const [texts, macros] = await Promise.all([
    listOfferedTexts(db, {
      language: language === 'en' ? 'en' : 'nl',
      subjectId,
      unitIds: unit === null ? own : [unit, ...own],
    }),
    listOfferedMacros(db, own),
  ])
  return { texts, macros }
}
