/** What we say of a claim: it is right, in part, it is not, or we do not know (yet). */
export const factVerdicts = ['right', 'partly', 'wrong', 'unknown'] as const
export type FactVerdict = (typeof factVerdicts)[number]

/** How it stands with a sheet: nobody reads it yet, everybody does, or it was withdrawn and says why. */
export type FactState = 'draft' | 'public' | 'withdrawn'

/** Where we know it from: an address of the web, what it is called, and the day that it is of, as `2026-03-02`. */
export type FactSource = { url: string; title: string; on: string }

/** What a sheet says, in the language in which it is written. */
export type FactText = {
  /** What is claimed, in the words of those who say it, and without a name. */
  claim: string
  verdict: FactVerdict
  /** What is so, in a sentence: all that stands in a list, and in a reply. */
  answer: string
  explanation: string
  sources: FactSource[]
  /** The day of what is known, as `2026-03-02`. */
  knownOn: string
  /** What changed since the version that everybody reads, and why; empty before there is one. */
  change: string
  subjectId: string | null
  /** The unit that is responsible, by name in public. */
  unitId: string
  dossierIds: string[]
}

/** Whether two texts say the same. */
export function isSameFact(one: FactText, other: FactText): boolean {
  return JSON.stringify(listParts(one)) === JSON.stringify(listParts(other))
}

function listParts(text: FactText) {
  const { claim, verdict, answer, explanation, sources, knownOn, change, subjectId, unitId, dossierIds } =
    text
  const listed = sources.map(({ url, title, on }) => [url, title, on])
  return [
    ...[claim, verdict, answer, explanation, listed, knownOn, change, subjectId, unitId],
    dossierIds.toSorted(),
  ]
}

/**
 * Whether all sources are our own: then readers take our word for it.
 * @param ownAddress  of this site; a page on another host of the same name, as `www.`, is ours too
 */
export function hasOwnSourcesAlone(sources: readonly Pick<FactSource, 'url'>[], ownAddress: string): boolean {
  const own = nameOf(ownAddress)
  return own !== undefined && sources.every(({ url }) => nameOf(url) === own)
}

/** The last two parts of the name of a host: what whoever publishes there is known by. */
function nameOf(address: string): string | undefined {
  return URL.parse(address)?.hostname.split('.').slice(-2).join('.')
}
