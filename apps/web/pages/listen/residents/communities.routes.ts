import { Hono } from 'hono'
import { z } from 'zod'
import { listPublicCommunities, openSubjects } from '#domains/listen'
import { listSubjects } from '#domains/people'
import { sharedPage, sharedRead, type Web } from '#web/http'
import { publicCommunitiesPage } from './communities.page.tsx'

/** Places of residents, for everybody. */
export const communitiesRoutes = new Hono<Web>()

const PAGE_SIZE = 30
const readCommunities = sharedRead(listPublicCommunities)
const readSubjects = sharedRead(listSubjects)
const cursorSchema = z.string().max(200).optional().catch(undefined)

communitiesRoutes.get('/communities', sharedPage, async (c) => {
  const after = cursorSchema.parse(c.req.query('after'))
  const [communities, subjects] = await Promise.all([
    readCommunities(c, { after, size: PAGE_SIZE }),
    readSubjects(c),
  ])
  return publicCommunitiesPage(c, { communities, subjects: openSubjects(subjects), after })
})
