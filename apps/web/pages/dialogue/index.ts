export { dialogueMessages } from './dialogue.messages.ts'
export { hiddenResultsPage, hiddenSentence, OnlyStaff } from './hidden-results.tsx'
export { ballotHere, statementHere, statementsHere } from './in-language.ts'
export { type BallotReads, createDialogueReads } from './kept-reads.ts'
export { createNewBrowsers, type NewBrowsers } from './new-browsers.ts'
export { NotKnown } from './not-known.tsx'
export { findPseudonym, getPseudonym, participantHandle } from './participant.ts'
export { countTold } from './people-told.ts'
export { PromiseAside } from './promise-aside.tsx'
export { areVisible, mayReadResults } from './read-results.ts'
export { ResidentTag } from './resident-tag.tsx'
export { shareOf, sortResults } from './sort-results.ts'
export { InSteps, PassedBecause, ResultBar } from './statement-result.tsx'
export {
  findDialogue,
  findDialogueToVoteIn,
  findVisibleDialogue,
  isDraft,
  isOpen,
  numberOf,
  statementNumber,
  timeOf,
} from './visible-dialogue.ts'
