import type { Child } from 'hono/jsx'
import { type Permission, permissions } from '#domains/people'
import type { WebApp, WebContext } from '#web/http'
import type { PageAssets } from '#web/ui'

/** The entries of the menus, in the order in which they stand. */
const publicItems = ['take-part', 'outcomes', 'my-input'] as const
const deskItems = [
  'overview',
  'inbox',
  'tasks',
  'listen',
  'dossiers',
  'responses',
  'appeals',
  'staff',
  'condition',
] as const

/** Which entry of the menu a page belongs to. */
export type PublicItem = (typeof publicItems)[number]
export type DeskItem = (typeof deskItems)[number]

/** A way to a page, in the language of the request. */
export type WayTo = { path: string; label: (c: WebContext) => string }

export type MenuEntry = WayTo & { menuItem: PublicItem }
/** An entry with a permission shows to staff who have it; the page behind it asks for it too. */
export type DeskMenuEntry = Omit<WayTo, 'path'> & {
  menuItem: DeskItem
  permission?: Permission
  /** How much there asks for attention; it stands behind the label, on every page. */
  alerts?: (c: WebContext) => Promise<number>
}

/** A part of the site: its pages, and what leads to them from every other page. */
export type Part = {
  /** Pages for everybody. */
  residents?: WebApp[]
  /** Pages for staff: their addresses begin after `/desk`, and whoever is not signed in reaches none of them. */
  desk?: WebApp[]
  /** What pages show besides the files of the build, the same in every language: all that is asked for under an address. */
  files?: { under: string; routes: WebApp }[]
  /** What programs ask for, in no language and signed by themselves: no form of a browser comes there. */
  machines?: WebApp[]
  /** Pages at the desk of which all forms are one: what is typed in any is kept under the address of the page, which shows it. */
  keptAsOne?: KeptPlace[]
  menu?: MenuEntry[]
  /** The way to look for something, at the head of each page for residents. */
  search?: WayTo
  deskMenu?: DeskMenuEntry[]
  /** Ways at the foot of each page for residents: to take part, and how we work. */
  footer?: { participate?: WayTo[]; how?: WayTo[] }
}

/** A path behind `/desk` as it is routed: `/inbox/:id`. */
export type KeptPlace = {
  path: string
  permission: Permission
  /** Its page shows what is kept, and logs that it is read: nothing else gives it out. */
  showsItself?: true
}

/** Room to ask something, at the end of a page; about a dossier where the page is of one. */
export type AskUs = (props: { c: WebContext; dossier?: string }) => Child

/** What stands around every page; put together once, at the start. */
export type Shell = {
  assets: PageAssets
  menu: MenuEntry[]
  search: WayTo | undefined
  deskMenu: DeskMenuEntry[]
  /** Where typed text is kept at the desk, and what one must be allowed to write there. */
  keptPlaces: KeptPlace[]
  footer: { participate: WayTo[]; how: WayTo[] }
  AskUs: AskUs
}

declare module 'hono' {
  interface ContextVariableMap {
    shell: Shell
  }
}

/** Puts menus and footer together from all parts. */
export function shellOf(parts: Part[], own: Pick<Shell, 'assets' | 'AskUs'>): Shell {
  const menu = parts.flatMap((part) => part.menu ?? [])
  const deskMenu = parts.flatMap((part) => part.deskMenu ?? [])
  return {
    ...own,
    menu: publicItems.flatMap((menuItem) => menu.filter((entry) => entry.menuItem === menuItem)),
    search: parts.find((part) => part.search)?.search,
    deskMenu: deskItems.flatMap((menuItem) => deskMenu.filter((entry) => entry.menuItem === menuItem)),
    keptPlaces: parts.flatMap(({ desk = [], keptAsOne = [] }) => [
      ...keptAsOne.map((place) => ({ ...place, showsItself: true as const })),
      ...desk.flatMap(formsOf),
    ]),
    footer: {
      participate: parts.flatMap(({ footer }) => footer?.participate ?? []),
      how: parts.flatMap(({ footer }) => footer?.how ?? []),
    },
  }
}

/** Every form of the desk that asks for a permission. */
function formsOf({ routes }: WebApp): KeptPlace[] {
  return routes.flatMap(({ method, path, handler }) => {
    const asked = method === 'POST' && 'permission' in handler ? handler.permission : undefined
    const permission = permissions.find((one) => one === asked)
    return permission ? [{ path, permission }] : []
  })
}

/** The place of a form, where there is such a form: its address without the language, as `/desk/dossiers/new`. */
export function findKeptPlace({ keptPlaces }: Shell, place: string): KeptPlace | undefined {
  const [address = ''] = place.split('?')
  return keptPlaces.find(({ path }) => {
    const pattern = path.replace(/:\w+(\{[^}]*\})?/g, '[^/]+')
    return new RegExp(`^/desk${pattern}$`).test(address)
  })
}
