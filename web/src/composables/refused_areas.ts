import { shallowReactive } from 'vue'

/** Codes with which the server answers where an address names an area that is not there for this account. */
const areaCodes: ReadonlySet<string> = new Set(['unknown_area_code', 'area_not_assessed'])
export const tellsOfArea = (errorCode: string): boolean => areaCodes.has(errorCode)

const refused = shallowReactive(new Set<string>())
const key = (run: number, area: string): string => `${run} ${area}`

/** From here on no link of the menu leads to this area. */
export function refuseArea(run: number, area: string): void {
  refused.add(key(run, area))
}
export const isRefused = (run: number, area: string): boolean => refused.has(key(run, area))
/** Another account may see other areas. */
export function forgetRefused(): void {
  refused.clear()
}
