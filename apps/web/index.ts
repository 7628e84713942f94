export { createWebApp } from './app.tsx'
export { createServices } from './services.ts'
