export { defineMessages } from './define.ts'
export { isLocale, type Locale, locales, preferredLocale } from './locale.ts'
export { type Catalog, createTranslator, type Translate, type Values } from './translate.ts'
