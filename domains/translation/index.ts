export { forgetTranslations, type Translating, translate } from './translate.ts'
export { listTranslations, translationsOf } from './translation.queries.ts'
export { inLanguage, type Translated, type Translation, type Written } from './translation.ts'
export { createTranslator, languageCode, type MachineTranslation, type Translator } from './translator.ts'
