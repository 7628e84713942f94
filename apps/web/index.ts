export { createWebApp } from './app.ts'
export { createServices, type WebServices } from './services.ts'
