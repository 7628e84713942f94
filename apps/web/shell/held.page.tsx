import type { HeldForm } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { Band, Button, PageHead } from '#web/ui'
import { say } from '#web/words'
import { errorMessages } from './errors.messages.ts'
import { GivenBack } from './given-back.tsx'
import { getStaff } from './guard.ts'
import { deskPage } from './page.tsx'

/** What somebody sent after their session was over, once they are back. */
export async function heldPage(c: WebContext, held: HeldForm | undefined): Promise<Response> {
  const t = say(c, errorMessages)
  return deskPage(
    c,
    { title: t('heldTitle'), staff: await getStaff(c) },
    <Band tight>
      <PageHead title={t('heldTitle')} lead={t(held ? 'held' : 'heldNone')} />
      {held && (
        <>
          <GivenBack t={t} typed={held} />
          <form method="post" action={pathHere(c, '/desk/held/forget')}>
            <Button kind="subtle" small>
              {t('heldAway')}
            </Button>
          </form>
        </>
      )}
    </Band>,
  )
}
