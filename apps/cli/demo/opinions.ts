/** A statement of the demo's dialogue, and how likely each of two kinds of people is to agree (0 to 1). */
export type DemoStatement = { text: string; agree: [cyclists: number, shopkeepers: number] }

export const demoStatements: DemoStatement[] = [
  { text: 'Fietsers horen in de Dorpsstraat vóór te gaan op auto’s.', agree: [0.92, 0.22] },
  { text: 'Vrachtwagens mogen alleen vóór 10 uur ’s ochtends in de straat.', agree: [0.9, 0.78] },
  { text: 'Houd plekken vrij voor mensen die niet ver kunnen lopen.', agree: [0.94, 0.95] },
  { text: 'Parkeren in de Dorpsstraat mag alleen nog voor bewoners.', agree: [0.62, 0.14] },
  { text: 'Auto’s mogen er alleen nog in één richting door.', agree: [0.78, 0.3] },
  { text: 'Zonder parkeerplekken gaan de winkels kapot.', agree: [0.14, 0.88] },
  { text: 'Maak het 30 kilometer per uur, en controleer daar ook op.', agree: [0.93, 0.72] },
  { text: 'Er moeten meer bomen komen, ook als dat parkeerplekken kost.', agree: [0.87, 0.24] },
  { text: 'De oversteek bij de bakker is nu gevaarlijk.', agree: [0.9, 0.84] },
  { text: 'Laat de bus voortaan om het centrum heen rijden.', agree: [0.48, 0.5] },
  { text: 'De werkzaamheden mogen niet in december zijn.', agree: [0.7, 0.96] },
  { text: 'Zet de straat op zaterdag dicht voor auto’s.', agree: [0.74, 0.1] },
]

/** Statements that residents added; the moderators let these through. */
export const residentsStatements: DemoStatement[] = [
  { text: 'Bezorgers moeten hun busje aan de rand van het centrum zetten.', agree: [0.66, 0.44] },
  { text: 'Een fietsenstalling bij de markt is belangrijker dan een parkeergarage.', agree: [0.88, 0.3] },
  { text: 'Op de stoep moeten twee kinderwagens naast elkaar passen.', agree: [0.86, 0.74] },
]

/** Statements that wait for a moderator. */
export const heldStatements = [
  'Maak een zebrapad op de hoek met de Schoolstraat.',
  'De winkeliers in deze straat zijn allemaal zeurpieten.',
]

export type DemoVote = { statement: number; choice: 'agree' | 'disagree' | 'pass' }

const PASS = 0.09
const CYCLISTS = 0.56

/**
 * What one made-up participant votes: some statements of all, by what their kind of people thinks.
 * @param draw  gives numbers from 0 up to 1; the same ones give the same votes
 */
export function demoVotes(draw: () => number): DemoVote[] {
  const kind = draw() < CYCLISTS ? 0 : 1
  const stamina = 0.35 + 0.65 * draw()
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
