/** What pages are made of. README.md lists it all; kit.tsx shows it. */
export * from './agreement-bar.tsx'
export * from './assets.ts'
export * from './button.tsx'
export { Icon, type IconName, LargeIcon, type LargeIconName } from './icon.tsx'
export * from './layout.tsx'
export * from './tag.tsx'
