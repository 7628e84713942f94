import { z } from 'zod'
import { defineJob } from '#platform/jobs'

/** Makes entries of all that hooks brought and is not understood yet; may be repeated. */
export const understandHooksJob = defineJob('understand-hooks', z.looseObject({}))
