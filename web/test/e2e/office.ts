/** A server of its own for a test: `junheng serve` on a scratch folder, and Chromium to look at it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core'
import { strToU8, zipSync } from 'fflate'

export const program = process.env.JUNHENG ?? new URL('../../../build/release/junheng', import.meta.url).pathname
const chromiumProgram = process.env.CHROMIUM ?? '/usr/bin/chromium'
const startMs = 60_000
const stopMs = 5_000
/** Longest wait for one thing, on a machine that is busy with much else. */
export const waitMs = 60_000
/** Longest time of one step of a suite. */
export const stepMs = 180_000

export interface Office {
  address: string
  /** Sets the administrator's password; absent once it is set. */
  adminLink: string
  folder: string
  stop: () => Promise<void>
}

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'junheng-web-'))
}

export interface MadeUp {
  counties?: number
  schools?: number
  seed?: number
  years?: number
  /** Changes the text of a file before it is packed. */
  edit?: (name: string, text: string) => string
}

/** Made-up counties, as a zip of CSV files. */
export function generatedZip(folder: string, { counties = 3, schools = 60, seed = 7, years = 3, edit = (_name, text) => text }: MadeUp = {}): Buffer {
  const place = join(folder, `generated-${counties}-${seed}`)
  if (!existsSync(place)) execFileSync(program, ['generate', '--counties', String(counties), '--schools', String(schools), '--seed', String(seed), '--years', String(years), place])
  return Buffer.from(zipSync(Object.fromEntries(readdirSync(place).map((name) => [name, strToU8(edit(name, readFileSync(join(place, name), 'utf8')))]))))
}

export function startOffice(folder: string): Promise<Office> {
  const child: ChildProcess = spawn(program, ['--lang', 'zh', 'serve', join(folder, 'store'), '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      const clear = (): void => {
        clearTimeout(timer)
        rmSync(folder, { recursive: true, force: true })
        resolve()
      }
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
      if (child.exitCode !== null || child.signalCode !== null) return clear()
      child.once('exit', clear)
      child.kill('SIGTERM')
    })
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`the server did not start: ${said}`)), startMs)
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const address = /(http:\/\/[\d.:[\]a-z]+)/.exec(said)?.[1]
      const link = /(http:\/\/\S+#\/link\/[\w-]+)/.exec(said)?.[1]
      if (address === undefined || link === undefined) return
      clearTimeout(timer)
      resolve({ address, adminLink: link, folder, stop })
    })
  })
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumProgram, args: ['--no-sandbox', '--disable-gpu', '--disable-3d-apis'], timeout: 120_000 })
}

export interface Visit {
  context: BrowserContext
  page: Page
  /** Errors and warnings of the console, failed scripts and requests to any other host. */
  complaints: string[]
  /** Replies of 400 and above; those that a test provokes are its own to judge. */
  refused: string[]
  /** Waits until nothing is being fetched and nothing is shown as being fetched. */
  settle: () => Promise<void>
}

export interface VisitOptions {
  width?: number
  height?: number
  language?: 'zh' | 'en'
  theme?: 'light' | 'dark'
}

export async function visit(browser: Browser, office: Office, options: VisitOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1440, height: options.height ?? 900 }, acceptDownloads: true, reducedMotion: 'reduce' })
  context.setDefaultTimeout(waitMs)
  await context.addInitScript(([language, theme]) => {
    if (location.protocol === 'about:') return
    localStorage.setItem('junheng.language', language ?? 'zh')
    localStorage.setItem('junheng.theme', theme ?? 'light')
  }, [options.language ?? 'zh', options.theme ?? 'light'])
  const page = await context.newPage()
  const complaints: string[] = []
  const refused: string[] = []
  const ownHost = new URL(office.address).host
  page.on('console', (message) => {
    // The browser itself reports replies of 4xx; those that a test provokes are expected.
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`script: ${error.stack ?? error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.host !== ownHost) complaints.push(`another host: ${request.url()}`)
  })
  const open = new Map<Request, string>()
  page.on('request', (request) => {
    // What the former document had asked for ends with it, and nothing tells so.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) open.clear()
    // The progress of a job is told as long as the job runs.
    if (request.resourceType() !== 'eventsource') open.set(request, request.url())
  })
  for (const end of ['requestfinished', 'requestfailed'] as const) page.on(end as 'requestfinished', (request) => open.delete(request))
  const settle = async (): Promise<void> => {
    const until = Date.now() + waitMs
    for (let quiet = 0; quiet < 3; ) {
      if (Date.now() > until) throw new Error(`still being fetched after ${waitMs} ms: ${[...open.values()].join(' ')}`)
      await page.waitForTimeout(40)
      quiet = open.size === 0 && (await page.locator('.state-loading').count()) === 0 ? quiet + 1 : 0
    }
  }
  settles.set(page, settle)
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`)
  })
  return { context, page, complaints, refused, settle }
}

export const password = 'horse-battery-均衡-7'

/** Uses a one-time link to set the password and comes in. */
export async function enterByLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  // Only the fragment changes: until the page of the link is there, a field of the same name belongs to the log-in page.
  await page.locator('input[name=again]').fill(password)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
  await page.locator('#nav').waitFor({ state: 'attached' })
}

export async function logIn(page: Page, office: Office, login: string): Promise<void> {
  await page.goto(`${office.address}/#/login`)
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
  await page.locator('#nav').waitFor({ state: 'attached' })
}

/** Makes an account of the role that is offered first, viewer, for an area; its one-time link. */
export async function addAccount(page: Page, office: Office, login: string, area: string): Promise<string> {
  await openPage(page, office, '/admin/accounts')
  await page.getByRole('button', { name: '新增账户' }).click()
  await page.locator('input[name=new-login]').fill(login)
  await page.locator('.el-dialog').getByRole('combobox', { name: '地区' }).fill(area)
  await page.locator('.el-select-dropdown__item:visible', { hasText: area }).first().click()
  await page.locator('.el-dialog button[type=submit]').click()
  return (await page.locator('[data-test=one-time-link]').textContent()) ?? ''
}

const settles = new WeakMap<Page, () => Promise<void>>()

/** `settle` of the visit that the page belongs to. */
export async function settled(page: Page): Promise<void> {
  const settle = settles.get(page)
  if (settle === undefined) throw new Error('the page is of no visit')
  await settle()
}

/** Opens a page afresh and waits until nothing of it is still being fetched. */
export async function openPage(page: Page, office: Office, path: string): Promise<void> {
  // Of another fragment alone the browser would keep the page that it has.
  await page.goto('about:blank')
  await page.goto(`${office.address}/#${path}`, { waitUntil: 'domcontentloaded' })
  await page.locator('h1').first().waitFor()
  await settled(page)
}

/** Sends a file through the import page, up to the preview. */
export async function sendUpload(page: Page, office: Office, name: string, buffer: Buffer): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${office.address}/#/import`)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await page.locator('.upload-state').waitFor()
}

/** Sends a zip through the import page and takes it over; ends on the overview. */
export async function importZip(page: Page, office: Office, zip: Buffer, snapshot = '示例省 2022—2024'): Promise<void> {
  await sendUpload(page, office, 'county.zip', zip)
  await page.locator('input[name=snapshot]').fill(snapshot)
  await page.locator('.card', { has: page.locator('input[name=snapshot]') }).locator('button.el-button--primary').click()
  await page.waitForURL(/#\/run\/\d+\/area\//)
  await page.locator('.verdict-panel').waitFor()
}

/** Goes down from the province to the first county. */
export async function openFirstCounty(page: Page): Promise<void> {
  for (let depth = 0; depth < 3 && (await page.locator('.reasons').count()) === 0; ++depth) {
    const before = page.url()
    await page.locator('.data-table-row a').first().click()
    await page.waitForURL((url) => url.toString() !== before)
    // Until the new area is there, the panel is that of the area above.
    await settled(page)
    await page.locator('.verdict-panel').waitFor()
  }
}
