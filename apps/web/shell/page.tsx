import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isAllowed, type StaffMember } from '#domains/people'
import { locales } from '#platform/i18n'
import { pathHere, pathIn, type WebContext } from '#web/http'
import { type FooterColumn, Layout, type LayoutProps } from '#web/ui'
import { say } from '#web/words'
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
  /** Which dossier somebody asks about on this page; `false` where the page itself is such a form. */
  ask?: { dossier: string } | false
}

/** Answers with a page for residents: `return publicPage(c, { title, menuItem: 'take-part' }, <section>…</section>)`. */
export async function publicPage(c: WebContext, options: PublicOptions, content: Child): Promise<Response> {
  const { menu, AskUs } = c.var.shell
  const nav = menu.map(({ menuItem, path, label }) => ({
    href: pathHere(c, path),
    label: label(c),
    current: options.menuItem === menuItem,
  }))
  const props = { ...shared(c, options), nav, homeHref: pathHere(c, '/'), footer: footer(c) }
  return c.html(
    <Layout {...props}>
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
  const nav = c.var.shell.deskMenu
    .filter(({ permission }) => !permission || isAllowed(options.staff, permission))
    .map(({ menuItem, label }) => ({
      href: pathHere(c, `/desk/${menuItem}`),
      label: label(c),
      current: options.menuItem === menuItem,
    }))
  const props = {
    ...shared(c, { ...options, noIndex: true }),
    nav,
    variant: 'desk' as const,
    tagline: t('desk'),
    homeHref: pathHere(c, '/desk'),
    account: (
      <SignedIn
        name={options.staff.name}
        unit={options.staff.unit}
        sessions={pathHere(c, '/desk/sessions')}
        action={pathHere(c, '/sign-out')}
        label={t('signOut')}
      />
    ),
  }
  c.header('Cache-Control', 'no-store')
  return c.html(<Layout {...props}>{content}</Layout>, statusOf(options))
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
    tagline: organisation.tagline,
    texts: {
      skipToContent: t('skip'),
      mainMenu: t('menu'),
      language: t('language'),
      noAnswer: { title: t('noAnswer'), text: t('noAnswerText') },
    },
    assets: shell.assets,
    languages: languageLinks(c, options.anywhere ? '/' : c.req.path),
    origin: services.config.url,
  }
}

const ownNames = { nl: 'Nederlands', en: 'English' }

/** The same page in each language, without its query: a form's answer has no twin. */
function languageLinks(c: WebContext, path: string) {
  const rest = path.replace(/^\/(nl|en)(?=\/|$)/, '') || '/'
  return locales.map((locale) => ({
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
        phone ? <p>{t('offline', { phone, hours, address })}</p> : null,
        isDemo ? <p>{t('demo')}</p> : null,
      ],
    },
    { title: t('participateTitle'), links: links(participate) },
    { title: t('howTitle'), links: links(how) },
  ]
}

function SignedIn({
  name,
  unit,
  sessions,
  action,
  label,
}: {
  name: string
  unit: string
  sessions: string
  action: string
  label: string
}) {
  return (
    <form method="post" action={action} class="wk-row">
      <a href={sessions}>
        {name}, {unit}
      </a>
      <button class="nl-button nl-button--subtle nl-button--small" type="submit">
        {label}
      </button>
    </form>
  )
}
