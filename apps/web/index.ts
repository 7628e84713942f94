export { createWebApp } from './app.tsx'
export { letterheadFor } from './pages/answer/letterhead.ts'
export { createServices } from './services.ts'
