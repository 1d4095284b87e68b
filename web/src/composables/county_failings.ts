import type { CountyFailings } from '@/api/types'
import { cvDecimals, formatAgainst, formatFixed, formatNumber } from '@/format/numbers'

type County = CountyFailings['counties'][number]
type Failing = County['failings'][number]
type Clause = CountyFailings['clauses'][number]

const order = { unmet: 0, unknown: 1, met: 2 } as const

/** Unmet before unknown before met; the more clauses a county misses, the earlier. */
export function worstFirst(counties: readonly County[]): County[] {
  const missed = (county: County): number => county.failings.filter((one) => one.verdict === 'unmet').length
  const rank = (county: County): number => (county.verdict === null ? 3 : order[county.verdict])
  return [...counties].sort((a, b) => rank(a) - rank(b) || missed(b) - missed(a) || a.code.localeCompare(b.code))
}

export interface FailingWords {
  /** "0.02 over the limit". */
  over: (by: string) => string
  schools: (count: string, total: string) => string
  /** "15 schools; none allowed": of what may not be at all. */
  noneAllowed: (value: string, none: string) => string
  unknown: string
  /** Of an unmet clause without a value: that it is hidden, where the account may not see small counts. */
  hidden: string
  /** "about" before a number that is rounded. */
  about: (one: Failing, member: 'value' | 'margin', text: string) => string
}

/** Where each failing stands in the reply: sorted lists know it no more. */
export function failingPlaces(failings: CountyFailings | null): ReadonlyMap<Failing, string> {
  return new Map((failings?.counties ?? []).flatMap((county, at) => county.failings.map((one, position) => [one, `counties.${at}.failings.${position}`] as const)))
}

/** "0.520 > 0.5 (misses by 0.020)", "15 schools; none allowed" where the limit is 0; the word for unknown where it cannot be judged, and that for hidden where the value is not shown. */
export function valueText(clauses: readonly Clause[], one: Failing, words: FailingWords): string {
  const clause = clauses[one.clause]
  if (clause === undefined) return ''
  if (one.verdict !== 'unmet') return words.unknown
  if (one.value === null) return words.hidden
  if (clause.kind === 'schools') return words.schools(words.about(one, 'value', formatNumber(one.value, 0)), formatNumber(one.limit, 0))
  if (one.limit === null) return ''
  const isCv = clause.kind === 'cv' || clause.kind === 'composite'
  const isWhole = Number.isInteger(one.value) && Number.isInteger(one.limit)
  const decimals = isCv ? cvDecimals : isWhole ? 0 : 2
  const sign = clause.direction === 'at_least' ? '<' : '>'
  const unit = clause.unit_text === '' ? '' : ` ${clause.unit_text}`
  const value = words.about(one, 'value', `${formatAgainst(one.value, one.limit, decimals)}${unit}`)
  if (one.limit === 0 && clause.direction !== 'at_least') return words.noneAllowed(value, `0${unit}`)
  const by = one.margin === null || one.limit === 0 ? '' : words.over(words.about(one, 'margin', `${formatAgainst(Math.abs(one.margin), 0, decimals)}${unit}`))
  return `${value} ${sign} ${isCv ? formatFixed(one.limit, 2) : formatNumber(one.limit, 3)}${by}`
}

/** The clause with its value. */
export function failingText(clauses: readonly Clause[], one: Failing, words: FailingWords): string {
  return `${clauses[one.clause]?.name ?? ''} ${valueText(clauses, one, words)}`.trim()
}

export interface ClauseRow {
  name: string
  unmet: number
  unknown: number
  worst?: County
  worstFailing?: Failing
}

/**
 * Of every clause the counties that miss it, and the one with the largest shortfall, of equal ones the first by code; the clause that most
 * counties miss comes first. No county is named where none has a shortfall that is known.
 */
export function clauseRows(failings: CountyFailings): ClauseRow[] {
  const rows = failings.clauses.map<ClauseRow>((clause) => ({ name: clause.name, unmet: 0, unknown: 0 }))
  for (const county of failings.counties)
    for (const one of county.failings) {
      const row = rows[one.clause]
      if (row === undefined) continue
      if (one.verdict !== 'unmet') {
        ++row.unknown
        continue
      }
      ++row.unmet
      if (one.shortfall === null) continue
      const before = row.worstFailing?.shortfall ?? null
      const isWorse = before === null || one.shortfall > before || (one.shortfall === before && county.code < (row.worst?.code ?? ''))
      if (isWorse) Object.assign(row, { worst: county, worstFailing: one })
    }
  return rows.sort((a, b) => b.unmet - a.unmet || b.unknown - a.unknown)
}
