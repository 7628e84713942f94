import { z } from 'zod'
import { defineJob } from '#platform/jobs'

const nothing = z.object({}).loose()

/** Every minute: ask the sources whose time has come. */
export const fetchDueSourcesJob = defineJob('listen-fetch-due-sources', nothing)

/** Ask one source for news. */
export const fetchSourceJob = defineJob('listen-fetch-source', z.object({ sourceId: z.uuid() }))

/** Ask the site of a source how programs should behave there. */
export const readHostJob = defineJob('listen-read-host', z.object({ sourceId: z.uuid() }))

/** Make posts of a file that came in; may be repeated. */
export const understandRawJob = defineJob('listen-understand-raw', z.object({ rawId: z.uuid() }))

/** Make a post of a mail that came in for a source; may be repeated. */
export const understandMailedJob = defineJob('listen-understand-mailed', z.object({ rawId: z.uuid() }))

/** Mark the posts of the last weeks with a new watch. */
export const applyWatchJob = defineJob('listen-apply-watch', z.object({ watchId: z.uuid() }))

/** Every hour: count what each watch found in the last weeks. */
export const countFindsJob = defineJob('listen-count-finds', nothing)

/** Try an address of a list, and add it where it can be read. */
export const addListedJob = defineJob('listen-add-listed', z.object({ listId: z.uuid(), number: z.int() }))

/** Ask the hub of a source to bring its news, for longer, or no more. */
export const askHubJob = defineJob('listen-ask-hub', z.object({ sourceId: z.uuid() }))

/** Every minute: tell staff what the watches found that they follow. */
export const tellFollowersJob = defineJob('listen-tell-followers', nothing)

/** Every minute: tell whom an urgent watch names what nobody looked at. */
export const escalateWatchesJob = defineJob('listen-escalate-watches', nothing)

/** Every minute: look at posts whose turn it is, where they stand, or read their pages. */
export const lookAfterPostsJob = defineJob('listen-look-after-posts', nothing)

/** Read the page of a post that its feed cut. */
export const readWholeTextJob = defineJob('listen-read-whole-text', z.object({ postId: z.uuid() }))

/** Look whether a post is still where it was published. */
export const lookAtPostJob = defineJob('listen-look-at-post', z.object({ postId: z.uuid() }))

/** Every night: count to which places posts link that we do not know. */
export const suggestCommunitiesJob = defineJob('listen-suggest-communities', nothing)

/** Every hour: hold the watches of which the time is over for which a second colleague agreed, and ask again. */
export const askAgainForWatchesJob = defineJob('listen-ask-again-for-watches', nothing)

/** Read what posts ask that a watch found, or that were changed since; may be repeated. */
export const readFoundJob = defineJob('listen-read-found', z.object({ postIds: z.array(z.uuid()) }))
