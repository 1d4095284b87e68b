import { readFileSync } from 'node:fs'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { expect, it } from 'vitest'

it('has types that were made from the contract as it stands (npm run types)', async () => {
  const contract = new URL('../../../api/openapi.yaml', import.meta.url)
  const made = astToString(await openapiTypescript(contract))
  const kept = readFileSync(new URL('../../src/api/schema.d.ts', import.meta.url), 'utf8')
  expect(kept.endsWith(made)).toBe(true)
}, 60_000)
