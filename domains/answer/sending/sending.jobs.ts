import { z } from 'zod'
import { defineJob } from '#platform/jobs'

/** Sends the replies whose moment has come; may be repeated. */
export const sendDueRepliesJob = defineJob('send-due-replies', z.looseObject({}))
