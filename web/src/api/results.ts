import { language } from '@/composables/preferences'
import { api, unwrap } from './client'
import type { ReportTablesView } from './report_tables'
import type { AreaLevel, Change, CountyFailings, Fill, Forecast, ForecastPlan, FreeReply, Inputs, Lacks, League, Overview, Run, SchoolPage, SchoolResults, Trend, WhatIfResult } from './types'

export interface RunArea {
  run: number
  area: string
}

const inArea = ({ run, area }: RunArea) => ({ path: { run_id: run, area_code: area }, query: { lang: language.value } })

/** All runs, newest first; the server gives them in parts. */
export async function fetchRuns(): Promise<Run[]> {
  const runs: Run[] = []
  for (let before: number | undefined; ; ) {
    const part = await unwrap(api.GET('/api/runs', { params: { query: { before } } }))
    runs.push(...part.runs)
    if (part.next === null) return runs
    before = part.next
  }
}
export const fetchOverview = (at: RunArea): Promise<Overview> => unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}', { params: inArea(at) }))
export const fetchSchools = (at: RunArea): Promise<SchoolResults> =>
  unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/schools', { params: inArea(at) }))
export type SchoolQuery = Partial<Record<'sort' | 'order' | 'q' | 'stage' | 'verdict' | 'below' | 'township', string>>
/** Rows of the schools of any area, sorted and searched by the server. */
export const fetchSchoolRows = ({ run, area }: RunArea, query: SchoolQuery, offset: number, limit: number): Promise<SchoolResults> =>
  unwrap(
    api.GET('/api/runs/{run_id}/areas/{area_code}/schools', {
      params: { path: { run_id: run, area_code: area }, query: { ...(query as object), offset, limit, lang: language.value } }
    })
  )
export const fetchCounties = (at: RunArea): Promise<CountyFailings> =>
  unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/counties', { params: inArea(at) }))
export const fetchTrend = ({ run, area }: RunArea): Promise<Trend> =>
  unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/trend', { params: { path: { run_id: run, area_code: area } } }))
export const fetchInputs = (at: RunArea): Promise<Inputs> => unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/inputs', { params: inArea(at) }))
export const fetchLacks = (at: RunArea): Promise<Lacks> => unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/lacks', { params: inArea(at) }))
export const fetchLeague = (run: number, level: AreaLevel, parent?: string): Promise<League> =>
  unwrap(api.GET('/api/runs/{run_id}/league', { params: { path: { run_id: run }, query: { level, parent, lang: language.value } } }))
export const fetchSchool = (run: number, school: string): Promise<SchoolPage> =>
  unwrap(api.GET('/api/runs/{run_id}/schools/{school_id}', { params: { path: { run_id: run, school_id: school }, query: { lang: language.value } } }))
/** What is asked of the years ahead: factors by year, the last holds on. */
export interface ForecastQuestion {
  years: number
  births: number
  migration: number
}
const forecastQuery = ({ years, births, migration }: ForecastQuestion) => ({ years, births: String(births), migration: String(migration), lang: language.value })
export const fetchForecast = ({ run, area }: RunArea, question: ForecastQuestion): Promise<Forecast> =>
  unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/forecast', { params: { path: { run_id: run, area_code: area }, query: forecastQuery(question) } }))
export const fetchForecastPlan = ({ run, area }: RunArea, question: ForecastQuestion): Promise<ForecastPlan> =>
  unwrap(api.GET('/api/runs/{run_id}/areas/{area_code}/forecast/plan', { params: { path: { run_id: run, area_code: area }, query: forecastQuery(question) } }))
export const fetchSchoolForecast = (run: number, school: string, question: ForecastQuestion): Promise<Forecast> =>
  unwrap(api.GET('/api/runs/{run_id}/schools/{school_id}/forecast', { params: { path: { run_id: run, school_id: school }, query: forecastQuery(question) } }))
export const fetchWhatIf = (at: RunArea, changes: Change[], school: string, signal?: AbortSignal): Promise<WhatIfResult> =>
  unwrap(api.POST('/api/runs/{run_id}/areas/{area_code}/what-if', { params: inArea(at), body: school === '' ? { changes } : { changes, school }, signal }))
/** The changes with those added that bring the county as far as figures of its schools do. */
export const fetchFill = (at: RunArea, changes: Change[]): Promise<Fill> =>
  unwrap(api.POST('/api/runs/{run_id}/areas/{area_code}/fill', { params: inArea(at), body: { changes } }))
export const fetchComparison = (run: number, other: number, area?: string): Promise<FreeReply> =>
  unwrap(api.GET('/api/runs/{run_id}/comparison', { params: { path: { run_id: run }, query: { with: other, area, lang: language.value } } }))
export const fetchMonitors = (snapshot: number, area: string): Promise<ReportTablesView> =>
  unwrap(
    api.GET('/api/snapshots/{snapshot_id}/monitors/{area_code}', {
      params: { path: { snapshot_id: snapshot, area_code: area }, query: { lang: language.value } }
    })
  )
export const fetchReview = (snapshot: number, area: string, periods?: string): Promise<ReportTablesView> =>
  unwrap(
    api.GET('/api/snapshots/{snapshot_id}/review', {
      params: { path: { snapshot_id: snapshot }, query: { area, periods, lang: language.value } }
    })
  )

/** Address of the report that `junheng assess` writes. */
export function reportAddress({ run, area }: RunArea, format: 'html' | 'xlsx' | 'csv' | 'json'): string {
  return `/api/runs/${run}/areas/${encodeURIComponent(area)}/report.${format}?lang=${language.value}`
}
