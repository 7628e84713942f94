import { createServer } from 'node:http'
import { expect, test } from '@playwright/test'
import { listenOnLoopback } from '../testing/ports.ts'
import { lookAtTwin, newPage } from './walk.ts'

test('a page is looked at when all of it has come, not while it is on its way', async ({ browser }) => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (request.url !== '/slow') return void response.end('<a href="/slow">On</a>')
    response.flushHeaders()
    setTimeout(() => response.end('<h1>All of it</h1>'), 500)
  })
  const port = await listenOnLoopback(server)
  const page = await newPage(browser, { javaScriptEnabled: false, width: 360 })
  await page.goto(`http://127.0.0.1:${port}/`)

  await page.getByRole('link', { name: 'On' }).click()

  await lookAtTwin(browser, page, async (twin) => {
    expect(await twin.locator('h1').allTextContents()).toEqual(['All of it'])
  })
  await page.context().close()
  server.close()
})
