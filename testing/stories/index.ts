export {
  type Crowd,
  campVotes,
  makeCrowd,
  type StoredVote,
  storeVotes,
  votesWithBrigade,
} from './crowd.ts'
export { makeLastingDialogue, makeLastingDossier } from './lasting-room.ts'
export {
  type DialogueStory,
  type DraftDialogue,
  makeDraftDialogue,
  makeOpenDialogue,
  type OpenDialogue,
  seeds,
} from './open-dialogue.ts'
export { type DossierStory, makeOpenDossier, type OpenDossier } from './open-dossier.ts'
export { addTeller, background, makeAskingDialogue, tell } from './tellers.ts'
export { now, today } from './time.ts'
export { foundTown, hire, type Member, type Person } from './town.ts'
