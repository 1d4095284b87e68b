import { startOffice, openBrowser, visit, enterByLink, openPage, logIn } from './e2e/office'
import { cpSync, mkdtempSync } from 'node:fs'
const folder = mkdtempSync('/tmp/look-')
cpSync('/tmp/page_demo/store', folder + '/store', { recursive: true })
const [office, browser] = await Promise.all([startOffice(folder), openBrowser()])
const first = await visit(browser, office)
await enterByLink(first.page, office.adminLink)
await first.page.waitForTimeout(2500)
console.log('home ->', first.page.url())
const width = Number(process.env.W ?? 1400)
const one = await visit(browser, office, { width, height: 900, language: (process.env.L ?? 'zh') as 'zh', theme: (process.env.T ?? 'light') as 'light' })
await logIn(one.page, office, 'admin')
if (process.env.FETCH) console.log(await one.page.evaluate(async (u) => { const r = await fetch(u); return r.status + ' ' + (await r.text()).slice(0, 600) }, process.env.FETCH))
for (const spec of process.argv.slice(2)) {
  const [name, path] = spec.split('=')
  await one.page.setViewportSize({ width, height: 900 })
  try { await openPage(one.page, office, path!) } catch (e) { console.log('FAILED', name, one.complaints, (await one.page.locator('body').innerText()).slice(0, 600)) }
  await one.page.waitForTimeout(900)
  const h = await one.page.evaluate(() => document.documentElement.scrollHeight)
  await one.page.setViewportSize({ width, height: Math.min(Math.max(h, 600), Number(process.env.H ?? 2600)) })
  await one.page.waitForTimeout(1200)
  await one.page.screenshot({ path: `/tmp/shots/${name}.png` })
  console.log(name, one.page.url(), h)
}
console.log(JSON.stringify([...first.complaints, ...one.complaints], null, 1))
await browser.close(); await office.stop()
