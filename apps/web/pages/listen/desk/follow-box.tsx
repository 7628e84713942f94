import { type Follow, paces } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Box, Button, Select } from '#web/ui'
import { say } from '#web/words'
import { alertMessages } from './alerts.messages.ts'

type FollowProps = { c: WebContext; watchId: string; follow: Follow | undefined }

/** Whether whoever reads the page of a watch follows it, and the one click to begin or stop. */
export function FollowBox({ c, watchId, follow }: FollowProps) {
  const t = say(c, alertMessages)
  const watch = pathHere(c, `/desk/listen/watches/${watchId}`)
  return (
    <Box title={t('boxTitle')}>
      <p>{t(follow ? 'following' : 'boxText')}</p>
      <form method="post" action={`${watch}/follow`} class="wk-stack">
        <Select
          id="pace"
          name="pace"
          label={t('pace')}
          value={follow?.pace ?? 'at-once'}
          options={paces.map((pace) => ({ value: pace, label: t(pace) }))}
        />
        <p class="wk-row">
          <Button kind={follow ? 'default' : 'primary'}>{t(follow ? 'change' : 'follow')}</Button>
          {follow && (
            <Button kind="subtle" formaction={`${watch}/unfollow`}>
              {t('stop')}
            </Button>
          )}
        </p>
      </form>
      <p>
        <a href={pathHere(c, '/desk/listen/alerts')}>{t('toTimes')}</a>
      </p>
    </Box>
  )
}
