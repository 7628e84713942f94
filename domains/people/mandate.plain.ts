/** The rules of mandates once more, slow and plain, and worlds at random to compare the database with them. */
import fc from 'fast-check'
import type { Mandate, MandateQuestion } from './mandate.ts'
import type { Role } from './staff-member.ts'

type Node = { id: string; parent?: string | undefined; replacedBy?: string | undefined }
type PlainMandate = {
  id: string
  act: MandateQuestion['act']
  role?: Role | undefined
  account_id?: string | undefined
  unit_id?: string | undefined
  subject_id?: string | undefined
  channel?: string | undefined
  visibility?: MandateQuestion['visibility'] | undefined
  approval: Mandate['approval']
  from_on: string
  to_on?: string | undefined
  delegated_from?: string | undefined
  condition?: { key: string } | undefined
}
export type PlainWorld = {
  units: Node[]
  subjects: Node[]
  staff: { account: string; role: Role; unit: string; active: boolean; met?: string | undefined }[]
  mandates: PlainMandate[]
  /** Units that are moved to the top after everything else. */
  moved: string[]
  questions: MandateQuestion[]
}

const strictness = ['none', 'colleague', 'approver', 'forbidden']
/** Further than anything in a tree. */
const FAR = 1000

/** How many steps one lies below the other; undefined where it does not. */
function stepsUp(nodes: Node[], from: string | undefined, to: string | undefined): number | undefined {
  if (to === undefined) return FAR
  if (from === undefined) return undefined
  if (from === to) return 0
  const node = nodes.find(({ id }) => id === from)
  const above = node?.replacedBy ?? node?.parent
  const steps = above === undefined ? undefined : stepsUp(nodes, above, to)
  return steps === undefined ? undefined : steps + 1
}

/** Worked out mandate by mandate, each tree walked anew for each. */
export function plainMandate(world: PlainWorld, question: MandateQuestion): Mandate | undefined {
  const units = world.units.map((unit) => (world.moved.includes(unit.id) ? { id: unit.id } : unit))
  const me = world.staff.find(({ account }) => account === question.accountId)
  if (!me?.active) return undefined
  const unitSteps = (mandate: PlainMandate) => stepsUp(units, question.unitId, mandate.unit_id)
  const subjectSteps = (mandate: PlainMandate) =>
    stepsUp(world.subjects, question.subjectId, mandate.subject_id)
  const reaches = (mandate: PlainMandate): boolean =>
    unitSteps(mandate) !== undefined &&
    subjectSteps(mandate) !== undefined &&
    (mandate.channel ?? question.channel) === question.channel &&
    (mandate.visibility ?? question.visibility) === question.visibility &&
    mandate.from_on <= question.on &&
    (mandate.to_on ?? '9999') >= question.on
  const isMine = (mandate: PlainMandate): boolean =>
    mandate.account_id
      ? mandate.account_id === me.account
      : mandate.role === me.role &&
        (!question.unitId || stepsUp(units, question.unitId, me.unit) !== undefined)
  const isBacked = (mandate: PlainMandate): boolean =>
    world.mandates.every((source) => source.id !== mandate.delegated_from || reaches(source))
  const rank = (mandate: PlainMandate) => [
    subjectSteps(mandate) ?? FAR,
    unitSteps(mandate) ?? FAR,
    mandate.account_id ? 0 : 1,
    -strictness.indexOf(mandate.approval),
  ]
  const fitting = world.mandates
    .filter(
      (mandate) => mandate.act === question.act && isMine(mandate) && reaches(mandate) && isBacked(mandate),
    )
    .sort((a, b) => compare(rank(a), rank(b)) || (a.id < b.id ? -1 : 1))
  const [best] = fitting
  if (!best) return undefined
  const isMet = me.met !== undefined && me.met >= question.on
  return {
    mandateId: best.id,
    approval: best.approval,
    missing: best.condition && !isMet ? [best.condition.key] : [],
  }
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

const someRole = fc.constantFrom<Role>('responder', 'policy_maker')
const someDay = fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03')
const someAct = fc.constantFrom<MandateQuestion['act']>('send', 'publish')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** Trees in which each lies in an earlier one or in none. */
const tree = fc.array(fc.record({ id: fc.uuid(), parent: fc.nat(), replacedBy: fc.nat() }), {
  minLength: 1,
  maxLength: 6,
})
function plant(drawn: { id: string; parent: number; replacedBy: number }[], canBeReplaced: boolean): Node[] {
  return drawn.map(({ id, parent, replacedBy }, at) => ({
    id,
    parent: at && parent % 4 ? drawn[parent % at]?.id : undefined,
    replacedBy: canBeReplaced && at && replacedBy % 3 === 0 ? drawn[replacedBy % at]?.id : undefined,
  }))
}

/** Small worlds, in which much collides. */
export const worlds: fc.Arbitrary<PlainWorld> = fc.tuple(tree, tree).chain(([drawnUnits, drawnSubjects]) => {
  const units = plant(drawnUnits, false)
  const subjects = plant(drawnSubjects, true)
  const someUnit = fc.constantFrom(...units.map(({ id }) => id))
  const someSubject = fc.constantFrom(...subjects.map(({ id }) => id))
  const member = fc.record({
    account: fc.uuid(),
    role: someRole,
    unit: someUnit,
    active: fc.constantFrom(true, true, true, false),
    met: maybe(someDay),
  })
  return fc
    .uniqueArray(member, { selector: ({ account }) => account, minLength: 1, maxLength: 3 })
    .chain((staff) => {
      const somebody = fc.constantFrom(...staff.map(({ account }) => account))
      const fields = {
        act: someAct,
        unit_id: maybe(someUnit),
        subject_id: maybe(someSubject),
        channel: maybe(fc.constantFrom('mail', 'phone')),
        visibility: maybe(fc.constantFrom<MandateQuestion['visibility']>('private', 'public')),
        approval: fc.constantFrom<Mandate['approval']>('none', 'colleague', 'approver', 'forbidden'),
        from_on: fc.constantFrom('2026-02-01', '2026-03-02'),
        to_on: maybe(fc.constantFrom('2026-03-02', '2026-04-01')),
        condition: fc.constantFrom(undefined, undefined, { key: 'course' }),
      }
      const own = fc.oneof(
        fc.record({ id: fc.uuid(), role: someRole, ...fields }),
        fc.record({ id: fc.uuid(), account_id: somebody, ...fields }),
      )
      const given = fc.record({ id: fc.uuid(), account_id: somebody, from: fc.nat() })
      return fc.record({
        units: fc.constant(units),
        subjects: fc.constant(subjects),
        staff: fc.constant(staff),
        mandates: fc
          .tuple(fc.array(own, { minLength: 5, maxLength: 14 }), fc.array(given, { maxLength: 4 }))
          .map(([roots, children]) => [...roots, ...children.map((child) => delegate(child, roots))]),
        moved: fc.subarray(
          units.map(({ id }) => id),
          { maxLength: 1 },
        ),
        questions: fc.array(
          fc.record({
            accountId: somebody,
            act: someAct,
            unitId: maybe(someUnit),
            subjectId: maybe(someSubject),
            channel: fc.constantFrom('mail', 'phone'),
            visibility: fc.constantFrom<MandateQuestion['visibility']>('private', 'public'),
            on: someDay,
          }),
          { minLength: 6, maxLength: 10 },
        ),
      })
    })
})

/** The same for somebody, without an end of its own. */
function delegate(
  child: { id: string; account_id: string; from: number },
  roots: PlainMandate[],
): PlainMandate {
  const source = roots[child.from % roots.length]
  if (!source) throw new Error('nothing to delegate')
  const { role: _, to_on: __, ...rest } = source
  return { ...rest, id: child.id, account_id: child.account_id, delegated_from: source.id }
}
