export { createWebApp } from './app.tsx'
export { signInAddress } from './frame/mail-link.ts'
export { createServices } from './services.ts'
