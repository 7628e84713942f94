import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isAllowed, type StaffMember } from '#domains/people'
import { locales } from '#platform/i18n'
import { pathHere, pathIn, sendPage, type WebContext } from '#web/http'
import {
  Foot,
  type FooterColumn,
  type FootProps,
  Layout,
  type LayoutProps,
  Masthead,
  type MastheadProps,
  type PageAssets,
} from '#web/ui'
import { keepHtml, say } from '#web/words'
import type { DeskItem, PublicItem, WayTo } from './part.ts'
import { shellMessages } from './shell.messages.ts'

type PageOptions = Pick<LayoutProps, 'title' | 'description' | 'noIndex' | 'head'> & {
  /** Whether it answers a form that was not filled in well: its title begins by saying so, and its status is 422. */
  wrong?: boolean
  status?: ContentfulStatusCode
  /** Whether it is the same page at any address: its other languages lead to the start. */
  anywhere?: boolean
}

type PublicOptions = PageOptions & {
  menuItem?: PublicItem
  /** It is the page on which one looks for something. */
  isSearch?: boolean
  /** Which dossier somebody asks about on this page; `false` where the page itself is such a form. */
  ask?: { dossier: string } | false
}

/** The frame of pages for residents is the same on many: it is kept by what it is made of, and told nothing else. */
const masthead = keepHtml((_, props: Omit<MastheadProps, 'fold'>) => <Masthead {...props} />)
const foot = keepHtml((_, props: FootProps) => <Foot {...props} />)

/** Answers with a page for residents: `return publicPage(c, { title, menuItem: 'take-part' }, <section>…</section>)`. */
export async function publicPage(c: WebContext, options: PublicOptions, content: Child): Promise<Response> {
  const { menu, search, AskUs } = c.var.shell
  const nav = menu.map(({ menuItem, path, label }) => ({
    href: pathHere(c, path),
    label: label(c),
    current: options.menuItem === menuItem,
  }))
  const { tagline } = c.var.organisation
  return sendPage(
    c,
    <Layout
      {...shared(c, options)}
      masthead={masthead(c, {
        ...brand(c),
        ...{ tagline, nav },
        homeHref: pathHere(c, '/'),
        ...(search
          ? {
              search: {
                href: pathHere(c, search.path),
                label: search.label(c),
                current: options.isSearch === true,
              },
            }
          : {}),
      })}
      foot={foot(c, { columns: footer(c), noAnswer: noAnswer(c), unsent: unsent(c) })}
    >
      {content}
      {mayAsk(options) && <AskUs c={c} {...options.ask} />}
    </Layout>,
    statusOf(options),
  )
}

/** Every page ends with room to ask, but for steps on the way and pages that say what went wrong. */
function mayAsk(options: PublicOptions): boolean {
  return options.ask !== false && !options.noIndex && statusOf(options) < 400
}

function statusOf({ status, wrong }: PageOptions): ContentfulStatusCode {
  return status ?? (wrong ? 422 : 200)
}

/** Answers with a page for staff; never kept by a cache, never found by a search engine. */
export async function deskPage(
  c: WebContext,
  options: PageOptions & { menuItem?: DeskItem; staff: StaffMember },
  content: Child,
): Promise<Response> {
  const t = say(c, shellMessages)
  const nav = await deskMenu(c, options)
  const common = shared(c, { ...options, noIndex: true })
  const { name, unit } = options.staff
  const account = (
    <SignedIn
      name={name}
      unit={unit}
      own={pathHere(c, '/desk/me')}
      action={pathHere(c, '/sign-out')}
      label={t('signOut')}
    />
  )
  const fold = { label: t('fold'), languages: common.languages, language: t('language'), account }
  const props = {
    ...common,
    masthead: (
      <Masthead {...brand(c)} tagline={t('desk')} homeHref={pathHere(c, '/desk')} nav={nav} fold={fold} />
    ),
    foot: <Foot noAnswer={noAnswer(c)} unsent={unsentAtDesk(c, options.staff)} />,
    variant: 'desk' as const,
  }
  c.header('Cache-Control', 'no-store')
  return sendPage(c, <Layout {...props}>{content}</Layout>, statusOf(options))
}

/** What one may do, and how much of it asks for attention. */
async function deskMenu(c: WebContext, { staff, menuItem }: { staff: StaffMember; menuItem?: DeskItem }) {
  const entries = c.var.shell.deskMenu.filter(({ permission }) => !permission || isAllowed(staff, permission))
  return Promise.all(
    entries.map(async (entry) => {
      const n = (await entry.alerts?.(c)) ?? 0
      const label = entry.label(c)
      return {
        href: pathHere(c, `/desk/${entry.menuItem}`),
        label: n > 0 ? say(c, shellMessages)('alerts', { label, n }) : label,
        current: entry.menuItem === menuItem,
      }
    }),
  )
}

function shared(c: WebContext, options: PageOptions) {
  const t = say(c, shellMessages)
  const { organisation, locale, services, shell } = c.var
  const { title, wrong, description, noIndex, head } = options
  return {
    title,
    ...(wrong ? { titlePrefix: t('error') } : {}),
    ...(description === undefined ? {} : { description }),
    ...(noIndex === undefined ? {} : { noIndex }),
    ...(head === undefined ? {} : { head }),
    lang: locale,
    organisation: organisation.name,
    texts: { skipToContent: t('skip'), language: t('language') },
    assets: themed(shell.assets, organisation.theme),
    languages: languageLinks(c, options.anywhere ? '/' : c.req.path),
    origin: services.config.url,
  }
}

/** What administrators choose goes before what the environment says; a theme that is gone, before neither. */
function themed(assets: PageAssets, name: string | null): PageAssets {
  const theme = name === null ? undefined : assets.themes[name]
  return theme === undefined ? assets : { ...assets, theme }
}

function brand(c: WebContext) {
  const { name, logo } = c.var.organisation
  return {
    organisation: name,
    mainMenu: say(c, shellMessages)('menu'),
    ...(logo ? { logo: { ...logo, src: pathHere(c, `/logo/${logo.hash}`) } } : {}),
  }
}

function noAnswer(c: WebContext): FootProps['noAnswer'] {
  const t = say(c, shellMessages)
  return { title: t('noAnswer'), text: t('noAnswerText') }
}

function unsent(c: WebContext): FootProps['unsent'] {
  const t = say(c, shellMessages)
  return { restored: t('unsentRestored'), discard: t('unsentDiscard') }
}

/** At the desk the server keeps it: `unsentRoutes` of the account part. */
function unsentAtDesk(c: WebContext, { accountId }: StaffMember): FootProps['unsent'] {
  const t = say(c, shellMessages)
  return {
    restored: t('unsentAtDesk'),
    discard: t('unsentDiscard'),
    server: pathHere(c, '/desk/unsent'),
    account: accountId,
    alone: t('unsentAlone'),
  }
}

const ownNames = { nl: 'Nederlands', en: 'English' }

/** The same page in each language, without its query: a form's answer has no twin. */
function languageLinks(c: WebContext, path: string) {
  const rest = path.replace(/^\/(nl|en)(?=\/|$)/, '') || '/'
  const offered = locales.filter((locale) => c.var.organisation.languages.includes(locale))
  // Where there is one language, there is nothing to choose.
  return (offered.length > 1 ? offered : []).map((locale) => ({
    lang: locale,
    short: locale.toUpperCase(),
    name: ownNames[locale],
    href: pathIn(locale, rest),
    current: locale === c.var.locale,
  }))
}

function footer(c: WebContext): FooterColumn[] {
  const t = say(c, shellMessages)
  const { name, phone, opening_hours: hours, visiting_address: address, is_demo: isDemo } = c.var.organisation
  const { participate, how } = c.var.shell.footer
  const links = (ways: WayTo[]) =>
    ways.map(({ path, label }) => ({ href: pathHere(c, path), label: label(c) }))
  return [
    {
      title: phone ? t('offlineTitle') : name,
      text: [
        ...(phone
          ? [
              [
                t('offlineCall', { phone, hours: hours && `, ${hours}` }),
                ...(address ? [t('offlineVisit', { address })] : []),
                t('offlineThen'),
              ].join(' '),
            ]
          : []),
        ...(isDemo ? [t('demo')] : []),
      ],
    },
    { title: t('participateTitle'), links: links(participate) },
    { title: t('howTitle'), links: links(how) },
  ]
}

function SignedIn({
  name,
  unit,
  own,
  action,
  label,
}: {
  name: string
  unit: string
  own: string
  action: string
  label: string
}) {
  return (
    <form method="post" action={action} class="wk-row">
      <a href={own}>
        {name}
        <span class="wk-account__unit">, {unit}</span>
      </a>
      <button class="nl-button nl-button--subtle nl-button--small" type="submit">
        {label}
      </button>
    </form>
  )
}
