import type { Tx } from '#db'
import {
  macroSchema,
  makeMacro,
  makeRule,
  makeStandardText,
  ruleSchema,
  standardTextSchema,
} from '#domains/answer'
import { type Deed, findStaffMember } from '#domains/people'
import type { Calendar } from './calendar.ts'

const demoTexts = [
  {
    title: 'Wij zoeken het uit',
    nl: 'Beste {naam},\n\nDank u voor uw bericht. Wij zoeken dit uit. U hoort uiterlijk {uiterste datum} van ons.\n\nMet vriendelijke groet,\n{mijn naam}\n{team}, {organisatie}',
    en: 'Dear {name},\n\nThank you for your message. We are looking into this. You will hear from us by {due date}.\n\nKind regards,\n{my name}\n{team}, {organisation}',
  },
  {
    title: 'Grofvuil: nieuwe afspraak',
    nl: 'Beste {naam},\n\nHet spijt ons dat uw grofvuil niet is opgehaald. U kunt een nieuwe afspraak maken op onze site of via 14 0999.\n\nMet vriendelijke groet,\n{mijn naam}',
    en: '',
    about: 'Afval',
  },
]

/** What lies ready at the desk: two texts, steps that take a conversation in hand, and a rule that is not put to work yet. */
export async function tellReady(
  tx: Tx,
  { noor, subjects }: { noor: string; subjects: Map<string, string> },
  { ago, day }: Calendar,
): Promise<void> {
  const deed: Deed = { by: noor, now: ago(30), today: day(-30) }
  const staff = await findStaffMember(tx, noor, deed.today)
  if (!staff) throw new Error('The demo has nobody who keeps its texts.')
  const idOf = (name: string | undefined) => (name === undefined ? '' : (subjects.get(name) ?? ''))
  const made = []
  for (const { about, ...text } of demoTexts) {
    const words = standardTextSchema.parse({ ...text, unitId: '', subjectId: idOf(about) })
    made.push(await makeStandardText(tx, words, { ...deed, staff }))
  }
  const [first] = made
  const macro = macroSchema.parse({
    ...{ title: 'Neem het, en laat weten dat wij kijken', unitId: '', assign: 'me', assignTo: '' },
    ...{ textId: first && 'id' in first ? first.id : '', subjectId: '', answeringUnitId: '' },
  })
  await makeMacro(tx, macro, { ...deed, staff })
  const rule = ruleSchema.parse({
    ...{
      title: 'Grofvuil is afval',
      place: '10',
      words: 'grofvuil, kliko, container',
      setSubjectId: idOf('Afval'),
    },
    ...{
      channel: '',
      language: '',
      senderDomain: '',
      subjectId: '',
      unitId: '',
      setUnitId: '',
      assignTo: '',
    },
  })
  await makeRule(tx, rule, deed)
}
