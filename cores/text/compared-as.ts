import { stemDutch } from './stem-dutch.ts'
import { stemEnglish } from './stem-english.ts'

/**
 * What a folded Dutch word is compared as: its stem, and the stem of that, until there is nothing left to take off. One turn leaves
 * `fiets` of `fietsen` and `fiet` of `fiets`, and neither would find the other. No Dutch word ends in a z or a v that does in more
 * syllables: `huizen` has the root `huis`.
 */
export function dutchRoot(word: string): string {
  let root = word
  for (let next = voiceless(stemDutch(root)); next !== root; next = voiceless(stemDutch(root))) root = next
  return root
}

function voiceless(stem: string): string {
  if (stem.endsWith('z')) return `${stem.slice(0, -1)}s`
  return stem.endsWith('v') ? `${stem.slice(0, -1)}f` : stem
}

/** The same of an English word. */
export function englishRoot(word: string): string {
  return stemEnglish(word)
}
