export { createWebApp } from './app.tsx'
export { signInAddress } from './frame/mail-link.ts'
export { letterheadFor } from './pages/answer/letterhead.ts'
export { createServices } from './services.ts'
