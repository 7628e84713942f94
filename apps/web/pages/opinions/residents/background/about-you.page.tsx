import { type BackgroundQuestion, type DialoguePage, leastShown } from '#domains/deliberate'
import { pathHere, type Spoken, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Aside, Band, Button, ButtonLink, Choice, Notice, PageHead, Voice } from '#web/ui'
import { langOf, say } from '#web/words'
import { backgroundMessages } from '../../background.messages.ts'

export type AboutYouTold = 'told' | 'taken-back' | 'too-early' | 'dialogue-closed'

export type AboutYouView = {
  page: DialoguePage
  questions: BackgroundQuestion[]
  own: ReadonlyMap<number, number>
  isOpen: boolean
  /** How many statements somebody must answer before this. */
  least: number
  told?: AboutYouTold | undefined
}

/** What a participant may tell about themselves, why it is asked, and the way to take it back. */
export async function aboutYouPage(c: WebContext, view: AboutYouView): Promise<Response> {
  const t = say(c, backgroundMessages)
  const { page, questions, own, isOpen, told } = view
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    { title: t('aboutTitle'), menuItem: 'take-part', noIndex: true },
    <Band tight>
      {told && (
        <Notice
          kind={told === 'told' || told === 'taken-back' ? 'ok' : 'warning'}
          title={t(told, { n: view.least })}
          justHappened
        />
      )}
      <p class="wk-small">
        <a href={base} {...langOf(c, page.dialogue.language)}>
          {page.dialogue.question}
        </a>
      </p>
      <PageHead
        title={t('aboutTitle')}
        lead={t('aboutLead')}
        {...(told === 'told' || told === 'taken-back'
          ? {
              actions: (
                <>
                  <ButtonLink kind="primary" href={base} onward>
                    {t('onward')}
                  </ButtonLink>
                  <a href={`${base}/results#who`}>{t('seeWho')}</a>
                </>
              ),
            }
          : {})}
      />
      <p>{t('aboutPromise', { least: leastShown })}</p>
      {isOpen && (
        <form method="post" action={`${base}/about-you`} class="wk-stack wk-stack--l" novalidate>
          {questions.map((question) => (
            <div {...langOf(c, page.dialogue.language)}>
              <AboutChoice c={c} question={question} own={own.get(question.number)} />
            </div>
          ))}
          <div>
            <Button kind={told ? 'default' : 'primary'}>{t('keep')}</Button>
          </div>
        </form>
      )}
      {own.size > 0 && (
        <form method="post" action={`${base}/about-you/take-back`}>
          <Button small>{t('takeBack')}</Button>
        </form>
      )}
    </Band>,
  )
}

function AboutChoice({
  c,
  question: { number, question, options },
  own,
}: {
  c: WebContext
  question: BackgroundQuestion
  own: number | undefined
}) {
  const t = say(c, backgroundMessages)
  const preferNot = { value: '', label: <span lang={c.var.locale}>{t('preferNot')}</span> }
  return (
    <Choice
      id={`about-${number}`}
      name={`about-${number}`}
      legend={question}
      value={own === undefined ? '' : String(own)}
      options={[
        ...options.map((option) => ({ value: String(option.number), label: option.label })),
        preferNot,
      ]}
    />
  )
}

/** An invitation to tell, which can be passed by; for whoever did tell, the way back to it. */
export function AboutYouCard({ c, slug, hasTold }: { c: Spoken; slug: string; hasTold: boolean }) {
  const t = say(c, backgroundMessages)
  const href = `${pathHere(c, `/dialogues/${slug}`)}/about-you`
  return (
    <Voice who={hasTold ? t('cardToldTitle') : t('cardTitle')} whoFirst>
      {!hasTold && <p>{t('cardText')}</p>}
      <p>
        <a href={href}>{hasTold ? t('cardToldAction') : t('cardAction')}</a>
      </p>
    </Voice>
  )
}

/** The same beside the statements. */
export function AboutYouAside({ c, slug, hasTold }: { c: Spoken; slug: string; hasTold: boolean }) {
  const t = say(c, backgroundMessages)
  return (
    <Aside title={t('aboutTitle')}>
      <p class="wk-small">
        <a href={`${pathHere(c, `/dialogues/${slug}`)}/about-you`}>
          {hasTold ? t('cardToldAction') : t('cardAction')}
        </a>
      </p>
    </Aside>
  )
}
