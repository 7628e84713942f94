import { findPostsOf } from '#domains/listen'
import { isAllowed } from '#domains/people'
import { pathHere } from '#web/http'
import type { LinkInputs } from '#web/pages/dossier'
import { getStaff } from '#web/shell'

/** What was made of a post is read with the post. */
export const linkPosts: LinkInputs = async (c, _dossier, inputs) => {
  if (!isAllowed(await getStaff(c), 'listen')) return new Map()
  const ids = inputs.filter(({ kind }) => kind === 'post').map(({ id }) => id)
  const found = await findPostsOf(c.var.services.db, ids)
  return new Map(found.map(({ inputId, id }) => [inputId, pathHere(c, `/desk/listen/posts/${id}`)]))
}
