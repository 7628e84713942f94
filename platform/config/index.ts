export { type Config, ConfigError, readConfig } from './config.ts'
export { type Setting, settings } from './settings.ts'
