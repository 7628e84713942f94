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
  held_anywhere?: boolean | undefined
  channel?: string | undefined
  visibility?: MandateQuestion['visibility'] | undefined
  approval: Mandate['approval']
  from_on: string
  to_on?: string | undefined
  ended_at?: Date | undefined
  delegated_from?: string | undefined
  condition?: { key: string } | undefined
}
type PlainRole = { role: Role; unit: string } & Period
type Period = { from_on: string; to_on?: string | undefined; ended_at?: Date | undefined }
export type PlainWorld = {
  units: Node[]
  subjects: Node[]
  staff: { account: string; roles: PlainRole[]; met?: string | undefined }[]
  absences: { account: string; deputy: string; from_on: string; to_on: string }[]
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

function isInForce({ from_on, to_on, ended_at }: Period, on: string): boolean {
  return !ended_at && from_on <= on && (to_on ?? '9999') >= on
}

/** Asked for oneself, and for each whose work one does; the mildest of what is found, but for what is forbidden to oneself. */
export function plainMandate(world: PlainWorld, question: MandateQuestion): Mandate | undefined {
  const { accountId, on } = question
  const me = world.staff.find(({ account }) => account === accountId)
  if (!me?.roles.some((role) => isInForce(role, on))) return undefined
  const own = findOf(world, question, accountId)
  if (own?.approval === 'forbidden') return answerOf(own, me, { on })
  const away = world.absences.filter(
    ({ deputy, from_on, to_on }) => deputy === accountId && from_on <= on && to_on >= on,
  )
  const others = [...new Set(away.map(({ account }) => account))].sort()
  const found = [undefined, ...others].flatMap((of) => {
    const mandate = of === undefined ? own : findOf(world, question, of)
    return mandate ? [{ of, mandate }] : []
  })
  const mildest = found.toSorted((a, b) => strictnessOf(a.mandate) - strictnessOf(b.mandate))[0]
  return mildest && answerOf(mildest.mandate, me, { of: mildest.of, on })
}

function strictnessOf({ approval }: PlainMandate): number {
  return strictness.indexOf(approval)
}

function answerOf(
  mandate: PlainMandate,
  me: PlainWorld['staff'][number],
  { of, on }: { of?: string | undefined; on: string },
): Mandate {
  const isMet = me.met !== undefined && me.met >= on
  return {
    mandateId: mandate.id,
    approval: mandate.approval,
    missing: mandate.condition && !isMet ? [mandate.condition.key] : [],
    forAccountId: of ?? null,
  }
}

/** The mandate of one person, worked out mandate by mandate, each tree walked anew for each. */
function findOf(world: PlainWorld, question: MandateQuestion, account: string): PlainMandate | undefined {
  const units = world.units.map((unit) => (world.moved.includes(unit.id) ? { id: unit.id } : unit))
  const rolesOf = (somebody: string) =>
    (world.staff.find((one) => one.account === somebody)?.roles ?? []).filter((role) =>
      isInForce(role, question.on),
    )
  const roles = rolesOf(account)
  if (roles.length === 0) return undefined
  const unitSteps = (mandate: PlainMandate) => stepsUp(units, question.unitId, mandate.unit_id)
  const subjectSteps = (mandate: PlainMandate) =>
    stepsUp(world.subjects, question.subjectId, mandate.subject_id)
  const reaches = (mandate: PlainMandate): boolean =>
    unitSteps(mandate) !== undefined &&
    subjectSteps(mandate) !== undefined &&
    (mandate.channel ?? question.channel) === question.channel &&
    (mandate.visibility ?? question.visibility) === question.visibility &&
    isInForce(mandate, question.on)
  const isMine = (mandate: PlainMandate): boolean =>
    mandate.account_id
      ? mandate.account_id === account
      : roles.some(
          ({ role, unit }) =>
            mandate.role === role &&
            (mandate.held_anywhere ||
              !question.unitId ||
              stepsUp(units, question.unitId, unit) !== undefined),
        )
  const isBacked = (mandate: PlainMandate): boolean =>
    world.mandates.every(
      (source) =>
        source.id !== mandate.delegated_from ||
        (reaches(source) && (!source.account_id || rolesOf(source.account_id).length > 0)),
    )
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
  return fitting[0]
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

const ended = new Date('2026-03-01T12:00:00Z')
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

function arbitraryMember(someUnit: fc.Arbitrary<string>) {
  const role = fc.record({
    role: someRole,
    unit: someUnit,
    from_on: fc.constantFrom('2026-02-01', '2026-02-01', '2026-03-02'),
    to_on: fc.constantFrom(undefined, undefined, '2026-03-02'),
    ended_at: fc.constantFrom(undefined, undefined, undefined, ended),
  })
  const sameRole = (one: PlainRole) => `${one.role} ${one.unit}`
  return fc.record({
    account: fc.uuid(),
    roles: fc.uniqueArray(role, { selector: sameRole, minLength: 1, maxLength: 3 }),
    met: maybe(someDay),
  })
}

function arbitraryAbsences(somebody: fc.Arbitrary<string>): fc.Arbitrary<PlainWorld['absences']> {
  const absence = fc.record({
    account: somebody,
    deputy: somebody,
    from_on: fc.constantFrom('2026-03-01', '2026-03-02'),
    to_on: fc.constantFrom('2026-03-02', '2026-03-03'),
  })
  return fc
    .array(absence, { minLength: 2, maxLength: 6 })
    .map((drawn) => drawn.filter(({ account, deputy }) => account !== deputy))
}

/** Small worlds, in which much collides. */
export const worlds: fc.Arbitrary<PlainWorld> = fc.tuple(tree, tree).chain(([drawnUnits, drawnSubjects]) => {
  const units = plant(drawnUnits, false)
  const subjects = plant(drawnSubjects, true)
  const someUnit = fc.constantFrom(...units.map(({ id }) => id))
  const someSubject = fc.constantFrom(...subjects.map(({ id }) => id))
  const member = arbitraryMember(someUnit)
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
        ended_at: fc.constantFrom(undefined, undefined, undefined, undefined, ended),
        condition: fc.constantFrom(undefined, undefined, { key: 'course' }),
      }
      const own = fc.oneof(
        fc.record({ id: fc.uuid(), role: someRole, held_anywhere: fc.boolean(), ...fields }),
        fc.record({ id: fc.uuid(), account_id: somebody, ...fields }),
      )
      const given = fc.record({ id: fc.uuid(), account_id: somebody, from: fc.nat() })
      return fc.record({
        units: fc.constant(units),
        subjects: fc.constant(subjects),
        staff: fc.constant(staff),
        absences: arbitraryAbsences(somebody),
        mandates: fc
          .tuple(fc.array(own, { minLength: 5, maxLength: 14 }), fc.array(given, { maxLength: 4 }))
          .map(([roots, children]) => [...roots, ...children.flatMap((child) => delegate(child, roots))]),
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

/** The same for somebody else, without an end of its own; nothing of what has ended or is theirs. */
function delegate(
  child: { id: string; account_id: string; from: number },
  roots: PlainMandate[],
): PlainMandate[] {
  const source = roots[child.from % roots.length]
  if (!source || source.account_id === child.account_id || source.ended_at) return []
  const { role: _, held_anywhere: __, to_on: ___, ...rest } = source
  return [{ ...rest, id: child.id, account_id: child.account_id, delegated_from: source.id }]
}
