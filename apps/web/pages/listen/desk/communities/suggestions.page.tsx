import type { CommunitySuggestion } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  Empty,
  List,
  type ListItem,
  Notice,
  PageHead,
  Stack,
} from '#web/ui'
import { say } from '#web/words'
import { communitiesDeskMessages } from './communities-desk.messages.ts'

/** Places that posts often link to, to put in the directory or to set aside. */
export async function suggestionsPage(
  c: WebContext,
  { suggestions, isSetAside }: { suggestions: readonly CommunitySuggestion[]; isSetAside: boolean },
): Promise<Response> {
  const t = say(c, communitiesDeskMessages)
  return deskPage(
    c,
    { title: t('suggestions'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {isSetAside && <Notice kind="ok" title={t('setAside')} justHappened />}
      <Stack>
        <Breadcrumbs
          label={t('trail')}
          trail={[
            { href: pathHere(c, '/desk/listen'), label: t('back') },
            { href: pathHere(c, '/desk/listen/communities'), label: t('title') },
          ]}
        />
        <PageHead title={t('suggestions')} lead={t('suggestionsLead')} />
      </Stack>
      {suggestions.length === 0 ? (
        <Empty level={2} icon="magnifying-glass" title={t('suggestionsNone')}>
          {t('suggestionsNoneText')}
        </Empty>
      ) : (
        <List headingLevel={2} items={suggestions.map((one) => itemOf(c, one))} />
      )}
    </Band>,
  )
}

function itemOf(c: WebContext, { place, address, posts, sources, newestAt }: CommunitySuggestion): ListItem {
  const t = say(c, communitiesDeskMessages)
  const here = pathHere(c, '/desk/listen/communities')
  const take = `${here}/new?${new URLSearchParams({ address: `https://${place}` })}`
  return {
    title: place,
    body: (
      <>
        <p>
          <a href={address} rel="nofollow noopener ugc">
            {t('mostLinked')}
          </a>
        </p>
        <form method="post" action={`${here}/suggestions`} class="wk-row">
          <input type="hidden" name="place" value={place} />
          <ButtonLink small href={take}>
            {t('take')}
          </ButtonLink>
          <Button small kind="subtle">
            {t('aside')}
          </Button>
        </form>
      </>
    ),
    meta: [
      { icon: 'link-simple', text: t('linked', { posts, sources }) },
      { icon: 'clock', text: t('newest', { at: newestAt }) },
    ],
  }
}
