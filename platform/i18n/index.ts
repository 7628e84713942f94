export { defineMessages } from './define.ts'
export { languageName } from './language-name.ts'
export { isLocale, type Locale, locales, preferredLocale } from './locale.ts'
export { type Catalog, type Translate, translatorOf, type Values } from './translate.ts'
