import { listSourcesOfDossier, listWatchesOfDossier, type SourceOfDossier } from '#domains/listen'
import { isAllowed } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import type { DossierBox } from '#web/pages/dossier'
import { getStaff } from '#web/shell'
import { Box, ButtonLink, DataTable } from '#web/ui'
import { say } from '#web/words'
import { watchMessages } from './watch.messages.ts'

/** What was said elsewhere of a dossier, on its page at the desk: by which watches, and the register of where it was found. */
export const findsBox: DossierBox = async (c, { id, state }) => {
  if (!isAllowed(await getStaff(c), 'listen')) return null
  const { db, clock } = c.var.services
  const [watches, sources] = await Promise.all([
    listWatchesOfDossier(db, id, clock.now()),
    listSourcesOfDossier(db, id),
  ])
  const t = say(c, watchMessages)
  const listen = pathHere(c, '/desk/listen')
  if (watches.length === 0 && sources.length === 0 && state === 'closed') return null
  return (
    <Box title={t('boxTitle')}>
      {watches.length === 0 ? (
        <p>{t('boxNone')}</p>
      ) : (
        <>
          <h3>{t('boxWatches')}</h3>
          <ul class="wk-bullets">
            {watches.map((watch) => (
              <li>
                <a href={`${listen}/watches/${watch.id}`}>{watch.name}</a>: {t('found', { n: watch.recent })}
              </li>
            ))}
          </ul>
          <ButtonLink small href={`${listen}?dossier=${id}`}>
            {t('boxPosts')}
          </ButtonLink>
        </>
      )}
      {sources.length > 0 && <SourceRegister c={c} sources={sources} />}
      {state !== 'closed' && (
        <ButtonLink small href={`${listen}/watches/new?dossier=${id}`}>
          {t('add')}
        </ButtonLink>
      )}
    </Box>
  )
}

function SourceRegister({ c, sources }: { c: WebContext; sources: readonly SourceOfDossier[] }) {
  const t = say(c, watchMessages)
  const listen = pathHere(c, '/desk/listen')
  return (
    <DataTable
      id="sources-of-dossier"
      caption={t('sources')}
      columns={[
        { label: t('sourceName') },
        { label: t('sourceFound'), numeric: true },
        { label: t('sourceInputs'), numeric: true },
      ]}
      rows={sources.map(({ id, title, found, inputs, language }) => [
        <a href={`${listen}?source=${id}`} lang={language ?? undefined}>
          {title}
        </a>,
        String(found),
        String(inputs),
      ])}
    />
  )
}
