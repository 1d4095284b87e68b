import type { CountyFailings } from '@/api/types'
import { cvDecimals, formatAgainst, formatNumber } from '@/format/numbers'

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
  unknown: string
}

/** "Primary: CV of L1 0.52, limit 0.50 (misses by 0.02)". */
export function failingText(clauses: readonly Clause[], one: Failing, words: FailingWords, isNamed = true): string {
  const clause = clauses[one.clause]
  if (clause === undefined) return ''
  const name = isNamed ? `${clause.name} ` : ''
  if (one.verdict !== 'unmet') return `${name}${words.unknown}`.trim()
  if (clause.kind === 'schools') return `${name}${words.schools(formatNumber(one.value, 0), formatNumber(one.limit, 0))}`
  if (one.value === null || one.limit === null) return name.trim()
  const decimals = clause.kind === 'cv' || clause.kind === 'composite' ? cvDecimals : 2
  const sign = clause.direction === 'at_least' ? '<' : '>'
  const unit = clause.unit_text === '' ? '' : ` ${clause.unit_text}`
  const by = one.margin === null ? '' : words.over(`${formatAgainst(Math.abs(one.margin), 0, decimals)}${unit}`)
  return `${name}${formatAgainst(one.value, one.limit, decimals)}${unit} ${sign} ${formatNumber(one.limit, 3)}${by}`
}

export interface ClauseRow {
  name: string
  unmet: number
  unknown: number
  worst?: County
  worstFailing?: Failing
}

/** Of every clause the counties that miss it, and the one that misses it by most; the clause that most counties miss comes first. */
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
      const isWorse = row.worstFailing === undefined || (one.margin !== null && (row.worstFailing.margin === null || one.margin < row.worstFailing.margin))
      if (isWorse) Object.assign(row, { worst: county, worstFailing: one })
    }
  return rows.sort((a, b) => b.unmet - a.unmet || b.unknown - a.unknown)
}
