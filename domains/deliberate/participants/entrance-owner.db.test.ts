import { testEntranceOwner } from '#domains/entrance/testing'
import { makeDraftDialogue, now, today } from '#stories'
import { useTestDatabase } from '#testing'
import { castVote, closeDialogue, openDialogue } from '../index.ts'
import { dialogueEntrances } from './dialogue-door.ts'

const database = useTestDatabase()

testEntranceOwner({
  database,
  stage: async () => {
    const { db } = database()
    const { id, dialogue } = await makeDraftDialogue(db, { closesOn: today })
    const vote = { dialogue, statement: 1, choice: 'agree', channel: 'web', now, today } as const
    return {
      owner: dialogueEntrances,
      id,
      open: (tx) => openDialogue(tx, id, { now, today }),
      close: (tx) => closeDialogue(tx, id, now),
      takePart: (pseudonym) => castVote(db, { ...vote, pseudonym }),
    }
  },
})
