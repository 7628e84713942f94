/** A statement of the demo's dialogue, and how likely each of three kinds of people is to agree (0 to 1). */
export type DemoStatement = {
  text: string
  agree: [cyclists: number, shopkeepers: number, neighbours: number]
}

export const demoStatements: DemoStatement[] = [
  { text: 'Fietsers horen in de Dorpsstraat vóór te gaan op auto’s.', agree: [0.96, 0.1, 0.2] },
  { text: 'Vrachtwagens mogen alleen vóór 10 uur ’s ochtends in de straat.', agree: [0.9, 0.78, 0.92] },
  { text: 'Houd plekken vrij voor mensen die niet ver kunnen lopen.', agree: [0.94, 0.95, 0.97] },
  { text: 'Parkeren in de Dorpsstraat mag alleen nog voor bewoners.', agree: [0.4, 0.04, 0.96] },
  { text: 'Auto’s mogen er alleen nog in één richting door.', agree: [0.9, 0.12, 0.3] },
  { text: 'Zonder parkeerplekken gaan de winkels kapot.', agree: [0.06, 0.95, 0.2] },
  { text: 'Maak het 30 kilometer per uur, en controleer daar ook op.', agree: [0.93, 0.72, 0.95] },
  { text: 'Er moeten meer bomen komen, ook als dat parkeerplekken kost.', agree: [0.94, 0.08, 0.25] },
  { text: 'De oversteek bij de bakker is nu gevaarlijk.', agree: [0.9, 0.84, 0.93] },
  { text: 'Laat de bus voortaan om het centrum heen rijden.', agree: [0.2, 0.25, 0.92] },
  { text: 'De werkzaamheden mogen niet in december zijn.', agree: [0.62, 0.97, 0.6] },
  { text: 'Zet de straat op zaterdag dicht voor auto’s.', agree: [0.92, 0.05, 0.15] },
]

/** Statements that residents added; the moderators let these through. */
export const residentsStatements: DemoStatement[] = [
  {
    text: 'Bezorgers moeten hun busje aan de rand van het centrum zetten en het laatste stuk met een karretje of een bakfiets doen, ook als dat betekent dat een pakje soms een dag later komt dan wij nu gewend zijn.',
    agree: [0.66, 0.2, 0.85],
  },
  {
    text: 'Een fietsenstalling bij de markt is belangrijker dan een parkeergarage.',
    agree: [0.95, 0.08, 0.3],
  },
  { text: 'Op de stoep moeten twee kinderwagens naast elkaar passen.', agree: [0.86, 0.74, 0.9] },
  { text: 'Terrassen mogen ’s avonds na tien uur niet meer open zijn.', agree: [0.15, 0.05, 0.93] },
]

/** Statements that wait for a moderator. */
export const heldStatements = [
  'Maak een zebrapad op de hoek met de Schoolstraat.',
  'De winkeliers in deze straat zijn allemaal zeurpieten.',
]

export type DemoVote = { statement: number; choice: 'agree' | 'disagree' | 'pass' }

const PASS = 0.06
/** Up to which draw somebody is of the first kind, and of the second. */
const KINDS = [0.45, 0.76] as const

/**
 * What one made-up participant votes: some statements of all, by what their kind of people thinks.
 * @param draw  gives numbers from 0 up to 1; the same ones give the same votes
 */
export function demoVotes(draw: () => number): DemoVote[] {
  const drawn = draw()
  const kind = drawn < KINDS[0] ? 0 : drawn < KINDS[1] ? 1 : 2
  const stamina = 0.6 + 0.4 * draw()
  return [...demoStatements, ...residentsStatements].flatMap(({ agree }, index) => {
    if (draw() > stamina) return []
    const choice = draw() < PASS ? 'pass' : draw() < agree[kind] ? 'agree' : 'disagree'
    return [{ statement: index + 1, choice }]
  })
}

/** The same numbers for the same seed: mulberry32, enough for a story. */
export function drawFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
