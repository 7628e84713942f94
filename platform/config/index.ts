export { type Config, ConfigError, isDebugging, readConfig } from './config.ts'
export { type Setting, settings } from './settings.ts'
